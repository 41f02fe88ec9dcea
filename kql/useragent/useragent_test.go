package useragent

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/kql"
)

func TestParse(t *testing.T) {
	const phone = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_1_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.1.2 Mobile/15E148 Safari/604.1"
	for _, tc := range []struct {
		text, targets, want string
	}{
		{phone, `["browser"]`, `{"Browser":{"Family":"Mobile Safari","MajorVersion":"17","MinorVersion":"1","Patch":"2"}}`},
		{phone, `["device","os"]`, `{"OperatingSystem":{"Family":"iOS","MajorVersion":"17","MinorVersion":"1","Patch":"2","PatchMinor":""},"Device":{"Family":"iPhone","Brand":"Apple","Model":"iPhone"}}`},
		{"curl/8.4.0", `["BROWSER"]`, `{"Browser":{"Family":"curl","MajorVersion":"8","MinorVersion":"4","Patch":"0"}}`},
		{"", `["browser"]`, `{"Browser":{"Family":"Other","MajorVersion":"","MinorVersion":"","Patch":""}}`},
		{phone, `["engine"]`, `null`},
	} {
		got := ParseArray(tc.text, kql.ParseJSON(tc.targets))
		if diff := cmp.Diff(tc.want, string(got.AppendJSON(nil))); diff != "" {
			t.Errorf("%s of %s (-want +got)\n%s", tc.targets, tc.text, diff)
		}
	}
	if got := Parse("curl/8.4.0", "os"); kql.Member(kql.Member(got, "OperatingSystem"), "Family").Text() != "Other" {
		t.Errorf("Parse = %s", got)
	}
}
