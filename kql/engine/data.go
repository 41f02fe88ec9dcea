package engine

import (
	"flag"
	"io"
)

// Data are the flags that say what rules read besides events, as text. They are the same wherever rules run.
type Data struct {
	External, Watchlists, Enrichments []string
	GeoIP                             string
	AllowHTTP                         bool
	// Fetch gets what stands at an address of the web; nil where the program cannot.
	Fetch func(url string) (io.ReadCloser, error)
}

// DataFlag is one of these flags: a switch, a text, or texts where it may be given more than once.
type DataFlag struct {
	Name, Usage string
	Switch      *bool
	Text        *string
	Texts       *[]string
}

// Flags are the flags, each with the place of its value in d.
func (d *Data) Flags() []DataFlag {
	return []DataFlag{
		{Name: "external", Texts: &d.External, Usage: "the file of external data, as `URI=FILE`; may be given more than once"},
		{
			Name: "allow-http", Switch: &d.AllowHTTP,
			Usage: "get external data from addresses of the web for which --external names no file",
		},
		{
			Name: "watchlist", Texts: &d.Watchlists,
			Usage: "the items of a watchlist, CSV, JSON or NDJSON, as `NAME=FILE`, or NAME:KEY=FILE with the column that is SearchKey",
		},
		{
			Name: "enrich", Texts: &d.Enrichments,
			Usage: "what a function of the service knows, CSV, JSON or NDJSON, as `FUNCTION=FILE` (FileProfile by SHA1, SHA256 or MD5, SeenBy by DeviceId)",
		},
		{
			Name: "geo-ip", Text: &d.GeoIP,
			Usage: "where IP addresses are, a CSV `FILE` with the columns network, country, state, city, latitude and longitude",
		},
	}
}

// add adds the flags to those of a program.
func (d *Data) add(flags *flag.FlagSet) {
	for _, f := range d.Flags() {
		switch {
		case f.Switch != nil:
			flags.BoolVar(f.Switch, f.Name, false, f.Usage)
		case f.Text != nil:
			flags.StringVar(f.Text, f.Name, "", f.Usage)
		default:
			flags.Var((*inputs)(f.Texts), f.Name, f.Usage)
		}
	}
}

// Args are the flags as arguments of a program that runs rules.
func (d *Data) Args() []string {
	var args []string
	for _, f := range d.Flags() {
		if f.Switch != nil && *f.Switch {
			args = append(args, "--"+f.Name)
		}
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
