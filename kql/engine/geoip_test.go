package engine_test

import (
	"net/netip"
	"os"
	"path/filepath"
	"testing"

	"github.com/kqlc/kqlc/kql/engine"
)

const networks = "\ufefflatitude,longitude,network,note,country,state,city\r\n" +
	"1.5,-2,192.0.2.0/24,,Norway,Oslo,Oslo\r\n" +
	",,192.0.2.128/25,,Norway,,\r\n" +
	"0,0,192.0.2.200/32,,\"A, B\",c,d\r\n" +
	",,192.0.2.7/32,,,,\r\n" +
	"-10,20.25,2001:db8::/32,,Peru,,Lima\r\n" +
	"-10,20.25,2001:db8:1::1/48,,Chile,,\r\n"

func TestGeoIP(t *testing.T) {
	name := filepath.Join(t.TempDir(), "networks.csv")
	if err := os.WriteFile(name, []byte(networks), 0o600); err != nil {
		t.Fatal(err)
	}
	g, err := engine.LoadGeoIP(name)
	if err != nil {
		t.Fatal(err)
	}
	const oslo = `{"country":"Norway","state":"Oslo","city":"Oslo","latitude":1.5,"longitude":-2.0}`
	for addr, want := range map[string]string{
		"192.0.2.0":        oslo,
		"192.0.2.127":      oslo,
		"192.0.2.128":      `{"country":"Norway"}`,
		"192.0.2.200":      `{"country":"A, B","state":"c","city":"d","latitude":0.0,"longitude":0.0}`,
		"192.0.2.7":        "",
		"192.0.3.0":        "",
		"2001:db8::1":      `{"country":"Peru","city":"Lima","latitude":-10.0,"longitude":20.25}`,
		"2001:db8:1:ff::":  `{"country":"Chile","latitude":-10.0,"longitude":20.25}`,
		"2001:db9::":       "",
		"::c000:200":       "",
		"::ffff:192.0.2.1": "", // callers take the IPv4 address out
	} {
		if got := g.Lookup(netip.MustParseAddr(addr)).String(); got != want {
			t.Errorf("%s: %s, want %s", addr, got, want)
		}
	}
}

func TestGeoIPErrors(t *testing.T) {
	const header = "network,country,state,city,latitude,longitude\n"
	for text, want := range map[string]string{
		"":                                "the header has no column network; the columns are network, country, state, city, latitude, longitude",
		"network,country\n":               "the header has no column state; the columns are network, country, state, city, latitude, longitude",
		header + "192.0.2.1,a,b,c,1,2\n":  `line 2: "192.0.2.1" is no network: write it as 192.0.2.0/24 or 2001:db8::/32`,
		header + "1.0.0.0/8,a,b,c,1,no\n": `line 2: the longitude "no" is no number`,
		header + "1.0.0.0/8,a\n":          "record on line 2: wrong number of fields",
	} {
		name := filepath.Join(t.TempDir(), "networks.csv")
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := engine.LoadGeoIP(name); err == nil || err.Error() != name+": "+want {
			t.Errorf("%q: %v, want %s", text, err, want)
		}
	}
	if _, err := engine.LoadGeoIP("gone.csv"); err == nil {
		t.Error("a missing file is no error")
	}
}
