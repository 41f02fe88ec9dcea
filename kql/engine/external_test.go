package engine

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	format "github.com/parquet-go/parquet-go"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source"
	parquetsource "github.com/kqlc/kqlc/kql/source/parquet"
)

// TestExternalFormats reads texts as two columns.
func TestExternalFormats(t *testing.T) {
	for _, test := range []struct{ format, text, want string }{
		{"csv", "a,1\nb,2", "a|1 b|2"},
		{"csv", "\xef\xbb\xbfa,1\r\n\r\nb,x,3\r\n", "a|1 b|null"},
		{"csv", "\"a,b\",1\n\"c\"\"d\",\ne\"f,2\n", "a,b|1 c\"d|null e\"f|2"},
		{"csv", "a\xff,1", "a\uFFFD|1"},
		{"csv", "", ""},
		{"tsv", "a\t1\n", "a|1"},
		{"psv", "a|1\n", "a|1"},
		{"scsv", "a;1\n", "a|1"},
		{"sohsv", "a\x011\n", "a|1"},
		{"txt", "a,1\r\n\nb", "a,1|null |null b|null"},
		{"raw", "a,1\nb", "a,1\nb|null"},
		{"json", "{\"n\":1,\"s\":\"a\"}\n{\"s\":\"b\",\"o\":0}\n", "a|1 b|null"},
		{"multijson", "[{\"n\":1,\n\"s\":\"a\"},{}]", "a|1 |null"},
	} {
		var s string
		var n kql.Null[int64]
		var got []string
		r := externalReader{Reader: strings.NewReader(test.text), columns: []kql.Column{kql.Col("s", &s), kql.Col("n", &n)}}
		r.push = func() { got = append(got, s+"|"+string(kql.Col("n", &n).Field.AppendJSON(nil))) }
		if err := r.read(test.format); err != nil || strings.Join(got, " ") != test.want {
			t.Errorf("%s %q: %q, %v, want %q", test.format, test.text, got, err, test.want)
		}
	}
}

// TestExternalFormatOf takes the format from an address.
func TestExternalFormatOf(t *testing.T) {
	for uri, want := range map[string]string{
		"https://x/a.csv": "csv", "https://x/a.TXT?sv=1.json": "txt", "https://x/a.tsv.gz;key.json": "tsv", "a.json": "json",
		"https://x.json/a": "csv", "a.dat": "csv", "a.multijson.zst": "multijson",
	} {
		if got := formatOf(uri); got != want {
			t.Errorf("%s: %s, want %s", uri, got, want)
		}
	}
}

// TestUnzipped reads the files of an archive that fit a pattern.
func TestUnzipped(t *testing.T) {
	var archive bytes.Buffer
	z := zip.NewWriter(&archive)
	for _, name := range []string{"a.csv", "sub/", "sub/b.csv", "c.txt"} {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasSuffix(name, "/") {
			io.WriteString(w, name)
		}
	}
	z.Close()
	for _, test := range []struct{ pattern, want string }{
		{"", "a.csv sub/b.csv c.txt"}, {"*.csv", "a.csv sub/b.csv"}, {"sub/*", "sub/b.csv"}, {"c.txt", "c.txt"}, {"*.tsv", ""},
	} {
		members, err := unzipped(bytes.NewReader(archive.Bytes()), test.pattern)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, m := range members {
			text, err := io.ReadAll(m)
			if err != nil || string(text) != m.name {
				t.Errorf("%s: %q, %v", m.name, text, err)
			}
			got = append(got, m.name)
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s: %q, want %q", test.pattern, got, test.want)
		}
	}
	plain, err := unzipped(strings.NewReader("PK"), "*.csv")
	if err != nil || len(plain) != 1 || plain[0].name != "" {
		t.Errorf("a text: %v, %v", plain, err)
	}
	if _, err := unzipped(strings.NewReader("PK\x03\x04cut off"), ""); err == nil {
		t.Error("an archive that is cut off is read")
	}
}

// TestFetch gets an address of the web if that is allowed.
func TestFetch(t *testing.T) {
	data := kql.External{URIs: []string{"https://x.example/a.csv;key"}}
	s := &Sources{}
	if err := s.check([]kql.Program{{External: []kql.External{data}}}); err == nil || !strings.Contains(err.Error(), "--allow-http") {
		t.Error(err)
	}
	var asked string
	s.Fetch = func(url string) (io.ReadCloser, error) {
		asked = url
		return io.NopCloser(strings.NewReader("a,1\nb,2")), nil
	}
	if err := s.check([]kql.Program{{External: []kql.External{data}}}); err != nil {
		t.Error(err)
	}
	var name string
	var got []string
	err := s.read(data, []kql.Column{kql.Col("s", &name)}, func() { got = append(got, name) })
	if err != nil || asked != "https://x.example/a.csv" || strings.Join(got, " ") != "a b" {
		t.Errorf("%q, %q, %v", asked, got, err)
	}
}

// TestExternalParquet reads a file of Parquet: plain, compressed, in an archive, and by its name alone.
func TestExternalParquet(t *testing.T) {
	var out bytes.Buffer
	w := format.NewGenericWriter[struct {
		S string `parquet:"s"`
		N int64  `parquet:"n"`
	}](&out)
	if _, err := w.Write([]struct {
		S string `parquet:"s"`
		N int64  `parquet:"n"`
	}{{"a", 1}, {"b", 2}}); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	put := func(name string, write func(io.Writer) io.WriteCloser) string {
		var b bytes.Buffer
		w := write(&b)
		if _, err := w.Write(out.Bytes()); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	plain := put("a.parquet", func(w io.Writer) io.WriteCloser { return nopCloser{w} })
	packed := put("a.gz", func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) })
	archive := put("a.zip", func(w io.Writer) io.WriteCloser { return zipped{zip.NewWriter(w)} })
	for _, test := range []struct{ file, format, want string }{
		{plain, "parquet", "a|1 b|2"},
		{plain, "", "a|1 b|2"},
		{packed, "parquet", "a|1 b|2"},
		{archive, "", "a|1 b|2"},
		{"external_test.go", "parquet", "external_test.go: it is not Parquet"},
	} {
		var s string
		var n kql.Null[int64]
		var got []string
		from := &Sources{Formats: []source.Format{parquetsource.Format}}
		err := from.read(kql.External{URIs: []string{test.file}, Format: test.format}, []kql.Column{kql.Col("s", &s), kql.Col("n", &n)}, func() {
			got = append(got, s+"|"+string(kql.Col("n", &n).Field.AppendJSON(nil)))
		})
		if err != nil {
			got = append(got, err.Error())
		}
		if strings.Join(got, " ") != test.want {
			t.Errorf("%s %q: %q", test.file, test.format, got)
		}
	}
	err := (&Sources{}).read(kql.External{URIs: []string{plain}}, nil, nil)
	if err == nil || !strings.HasSuffix(err.Error(), "it is Parquet, which this program reads of files only that --external names") {
		t.Error(err)
	}
}

type nopCloser struct{ io.Writer }

func (nopCloser) Close() error { return nil }

// zipped writes one file into an archive.
type zipped struct{ *zip.Writer }

func (z zipped) Write(b []byte) (int, error) {
	w, err := z.Create("a.parquet")
	if err != nil {
		return 0, err
	}
	return w.Write(b)
}
