package kql

import (
	"strings"
	"testing"
)

func TestLookups(t *testing.T) {
	var v4 IPv4Lookup[string, string]
	for _, row := range []string{"x 10.0.0.0/8 ten", "x 10.1.0.0/16 office", "y 10.1.0.0/16 other", "x 10.1.2.3 host", "x none bad"} {
		f := strings.Fields(row)
		v4.Add(f[0], f[1], f[2])
	}
	var v6 IPv6Lookup[string, string]
	for _, row := range []string{"x 2001:db8::/32 doc", "x 10.0.0.0/8 ten", "x 2001:db8:1::/48 lab"} {
		f := strings.Fields(row)
		v6.Add(f[0], f[1], f[2])
	}
	var hosts IPv4Lookup[string, string]
	for _, host := range strings.Fields("9 3 7 1 8 2 6 4 5") {
		hosts.Add("x", "10.0.0."+host, host)
	}
	tests := []struct {
		find      func(key, address string, unmatched bool) []*string
		address   string
		unmatched bool
		want      string
	}{
		{v4.Find, "10.1.2.3", false, "host office ten"},
		{v4.Find, "10.1.9.9", false, "office ten"},
		{v4.Find, "11.0.0.1", false, ""},
		{v4.Find, "11.0.0.1", true, "-"},
		{v4.Find, "no address", true, "-"},
		{v4.Find, "10.1.0.0/16", false, "host office ten"},      // the shorter prefix counts
		{hosts.Find, "10.0.0.0/24", false, "9 3 7 1 8 2 6 4 5"}, // as they came
		{v6.Find, "2001:db8:1::7", false, "lab doc"},
		{v6.Find, "10.7.7.7", false, "ten"},
		{v6.Find, "::1", true, "-"},
		{v6.Find, "2001:db8::/32", false, "lab doc"},
	}
	for _, test := range tests {
		var got []string
		for _, row := range test.find("x", test.address, test.unmatched) {
			if *row == "" {
				*row = "-"
			}
			got = append(got, *row)
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("%s: %q, not %q", test.address, s, test.want)
		}
	}
}
