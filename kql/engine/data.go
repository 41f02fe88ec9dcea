package engine

// Data are the flags that say what rules read besides events, as text. They are the same wherever rules run.
type Data struct {
	External []string
	GeoIP    string
}

// DataFlag is one of these flags: a text, or texts where it may be given more than once.
type DataFlag struct {
	Name, Usage string
	Text        *string
	Texts       *[]string
}

// Flags are the flags, each with the place of its value in d.
func (d *Data) Flags() []DataFlag {
	return []DataFlag{
		{Name: "external", Texts: &d.External, Usage: "the file of external data, as `URI=FILE`; may be given more than once"},
		{
			Name: "geo-ip", Text: &d.GeoIP,
			Usage: "where IP addresses are, a CSV `FILE` with the columns network, country, state, city, latitude and longitude",
		},
	}
}

// Args are the flags as arguments of a program that runs rules.
func (d *Data) Args() []string {
	var args []string
	for _, f := range d.Flags() {
		if f.Text != nil && *f.Text != "" {
			args = append(args, "--"+f.Name+"="+*f.Text)
		}
		if f.Texts != nil {
			for _, text := range *f.Texts {
				args = append(args, "--"+f.Name+"="+text)
			}
		}
	}
	return args
}
