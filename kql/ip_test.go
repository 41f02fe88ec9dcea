package kql

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestIPv4(t *testing.T) {
	yes, no, unknown := Some(true), Some(false), Null[bool]{}
	long := func(n int64) Null[int64] { return Some(n) }
	none := Null[int64]{}
	check(t, []result{
		{"parse_ipv4 10.0.0.1", ParseIPv4("10.0.0.1"), long(167772161)},
		{"parse_ipv4 10.1.2.3/16", ParseIPv4("10.1.2.3/16"), long(167837696)},
		{"parse_ipv4 1.2.3.4/0", ParseIPv4("1.2.3.4/0"), long(0)},
		{"parse_ipv4 255.255.255.255", ParseIPv4("255.255.255.255"), long(4294967295)},
		{"parse_ipv4_mask 10.1.2.3 8", ParseIPv4Mask("10.1.2.3", 8), long(167772160)},
		{"parse_ipv4_mask 10.1.2.3 33", ParseIPv4Mask("10.1.2.3", 33), none},
		{"ipv4_compare less", IPv4Compare("10.0.0.1", "10.0.0.2"), long(-1)},
		{"ipv4_compare greater", IPv4Compare("200.0.0.1", "10.0.0.2"), long(1)},
		{"ipv4_compare prefixes", IPv4Compare("10.0.0.1/24", "10.0.0.200/30"), long(0)},
		{"ipv4_compare argument", IPv4Compare("10.0.0.1", "10.0.1.1", 16), long(0)},
		{"ipv4_compare bad argument", IPv4Compare("10.0.0.1", "10.0.1.1", -1), none},
		{"ipv4_is_match", IPv4IsMatch("10.0.0.1", "10.0.1.1"), no},
		{"ipv4_is_match bad", IPv4IsMatch("10.0.0.1", "host"), unknown},
		{"ipv4_is_in_range", IPv4IsInAnyRange("10.9.8.7", "10.1.1.1/8"), yes},
		{"ipv4_is_in_range out", IPv4IsInAnyRange("11.9.8.7", "10.1.1.1/8"), no},
		{"ipv4_is_in_range bad", IPv4IsInAnyRange("11.9.8.7", "10.0.0.0/40"), unknown},
		{"ipv4_is_in_any_range", IPv4IsInAnyRange("8.8.8.8", "10.0.0.0/8", "8.8.0.0/16"), yes},
		{"ipv4_is_in_any_range bad address", IPv4IsInAnyRange("", "10.0.0.0/8"), unknown},
		{"ipv4_is_private 172.31", IPv4IsPrivate("172.31.255.255"), yes},
		{"ipv4_is_private 172.32", IPv4IsPrivate("172.32.0.0"), no},
		{"ipv4_is_private loopback", IPv4IsPrivate("127.0.0.1"), no},
		{"ipv4_is_private prefix", IPv4IsPrivate("192.168.7.9/24"), yes},
		{"ipv4_is_private bad", IPv4IsPrivate("fe80::1"), unknown},
		{"ipv4_netmask_suffix", IPv4NetmaskSuffix("10.0.0.0/9"), long(9)},
		{"ipv4_netmask_suffix none", IPv4NetmaskSuffix("10.0.0.0"), long(32)},
		{"ipv4_netmask_suffix bad", IPv4NetmaskSuffix("10.0.0"), none},
		{"format_ipv4", FormatIPv4("10.1.2.3", 16), "10.1.0.0"},
		{"format_ipv4 shorter prefix", FormatIPv4("10.1.2.3/8", 16), "10.0.0.0"},
		{"format_ipv4 number", FormatIPv4Long(3232235777, 24), "192.168.1.0"},
		{"format_ipv4 too great", FormatIPv4Long(1 << 32), ""},
		{"format_ipv4 bad prefix", FormatIPv4("10.1.2.3", -1), ""},
		{"format_ipv4_mask", FormatIPv4Mask("10.1.2.3", 16), "10.1.0.0/16"},
		{"format_ipv4_mask number", FormatIPv4MaskLong(1), "0.0.0.1/32"},
		{"cidrs", cidrList(0x01018000, 0x01018cff), []string{"1.1.128.0/21", "1.1.136.0/22", "1.1.140.0/24"}},
		{"cidrs of all", cidrList(0, 1<<32-1), []string{"0.0.0.0/0"}},
		{"cidrs of one", cidrList(5, 5), []string{"0.0.0.5/32"}},
		{"cidrs odd", cidrList(1, 6), []string{"0.0.0.1/32", "0.0.0.2/31", "0.0.0.4/31", "0.0.0.6/32"}},
		{"cidrs of none", cidrList(2, 1), []string(nil)},
	})
	for _, bad := range []string{"", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4/", "1.2.3.4/33", "1.2.3.4/a", " 1.2.3.4", "1.2.3.4 ", "1..3.4", "a.b.c.d", "1.2.3.4:80", "::1", "1.2.3.4/0032"} {
		if got := ParseIPv4(bad); got.OK {
			t.Errorf("ParseIPv4(%q) = %v", bad, got)
		}
	}
}

func TestIPv6(t *testing.T) {
	check(t, []result{
		{"parse_ipv6", ParseIPv6("2001:DB8::1"), "2001:0db8:0000:0000:0000:0000:0000:0001"},
		{"parse_ipv6 of IPv4", ParseIPv6("10.0.0.1/8"), "0000:0000:0000:0000:0000:ffff:0a00:0000"},
		{"parse_ipv6 bad", ParseIPv6("2001:db8"), ""},
		{"parse_ipv6 zone", ParseIPv6("fe80::1%eth0"), ""},
		{"parse_ipv6_mask", ParseIPv6Mask("2001:db8:ff::1/64", 40), "2001:0db8:0000:0000:0000:0000:0000:0000"},
		{"parse_ipv6_mask compatible", ParseIPv6Mask("::10.1.2.3/16", 128), "0000:0000:0000:0000:0000:0000:0a01:0000"},
		{"parse_ipv6_mask bad", ParseIPv6Mask("::1", 129), ""},
		{"ipv6_compare", IPv6Compare("2001:db8::1", "2001:db8::2"), Some(int64(-1))},
		{"ipv6_compare prefix", IPv6Compare("2001:db8::1", "2001:db8::2", 64), Some(int64(0))},
		{"ipv6_compare kinds", IPv6Compare("10.0.0.1", "::ffff:a00:1"), Some(int64(0))},
		{"ipv6_compare compatible", IPv6Compare("::10.0.0.1/30", "10.0.0.200/24", 127), Some(int64(0))},
		{"ipv6_compare bad", IPv6Compare("x", "::1"), Null[int64]{}},
		{"ipv6_is_match", IPv6IsMatch("fe80::1/64", "fe80::2"), Some(true)},
		{"ipv6_is_in_range", IPv6IsInRange("2001:db8:1::5", "2001:db8::/32"), Some(true)},
		{"ipv6_is_in_range out", IPv6IsInRange("2001:db9::", "2001:db8::/32"), Some(false)},
		{"ipv6_is_in_any_range IPv4", IPv6IsInAnyRange("10.1.1.1", "fe80::/10", "10.0.0.0/8"), Some(true)},
		{"ipv6_is_in_any_range bad", IPv6IsInAnyRange("10.1.1.1", "fe80::/10", "?"), Null[bool]{}},
	})
}

func TestHasIPv4(t *testing.T) {
	for _, tc := range []struct {
		text, needle string
		ip, prefix   bool
	}{
		{"from 10.1.2.3:443", "10.1.2.3", true, true},
		{"from=10.1.2.3,", "10.1.2.3", true, true},
		{"from10.1.2.3", "10.1.2.3", false, false},
		{"110.1.2.3", "10.1.2.3", false, false},
		{"10.1.2.30", "10.1.2.3", false, false},
		{"110.1.2.3 10.1.2.3", "10.1.2.3", true, true},
		{"10.1.2.300", "10.1.2.300", false, false},
		{"10.1.2.3", "10.1.2.", false, true},
		{"10.1.2.3", "10.", false, true},
		{"10.1.2.3", "10.1", false, false},
		{"10.1.2.300", "10.1.2.", false, false},
		{"10.1.2 10.1.2.9", "10.1.2.", false, true},
		{"10.1.2.3", "10.1.2.3.", false, false},
		{"10.1.2.3", "010.", false, false},
		{"10.1.2.3", ".", false, false},
		{"10.1.2.3", "", false, false},
		{"", "10.", false, false},
	} {
		if got := HasIPv4(tc.text, tc.needle); got != tc.ip {
			t.Errorf("HasIPv4(%q, %q) = %v", tc.text, tc.needle, got)
		}
		if got := HasIPv4Prefix(tc.text, tc.needle); got != tc.prefix {
			t.Errorf("HasIPv4Prefix(%q, %q) = %v", tc.text, tc.needle, got)
		}
		if got := HasAnyIPv4Term(tc.text, NewIPv4Terms("1.1.1.1", tc.needle)); got != tc.ip {
			t.Errorf("HasAnyIPv4Term(%q, %q) = %v", tc.text, tc.needle, got)
		}
		if got := HasAnyIPv4Term(tc.text, NewIPv4PrefixTerms("1.1.1.1", tc.needle)); got != tc.prefix {
			t.Errorf("HasAnyIPv4Term(%q, prefix %q) = %v", tc.text, tc.needle, got)
		}
	}
}

func TestPreparedIPv4AgainstPlain(t *testing.T) {
	octet := rapid.SampledFrom([]string{"0", "1", "10", "127", "128", "255", "256"})
	address := rapid.Custom(func(t *rapid.T) string {
		parts := rapid.SliceOfN(octet, 4, 4).Draw(t, "octets")
		return strings.Join(parts, ".") + rapid.SampledFrom([]string{"", "", "/0", "/1", "/8", "/15", "/31", "/32"}).Draw(t, "prefix")
	})
	rapid.Check(t, func(t *rapid.T) {
		ip, networks := address.Draw(t, "ip"), rapid.SliceOfN(address, 0, 5).Draw(t, "networks")
		if diff := cmp.Diff(IPv4IsInAnyRange(ip, networks...), IPv4IsInRanges(ip, NewIPv4Ranges(networks...))); diff != "" {
			t.Errorf("%s in %s (-plain +prepared)\n%s", ip, networks, diff)
		}
		first, last := uint32(rapid.Uint16().Draw(t, "first")), uint32(rapid.Uint16().Draw(t, "last"))
		if list := cidrList(first, last); first <= last {
			ranges := NewIPv4Ranges(list...)
			slices.Sort(ranges.last)
			if end := ranges.last[len(ranges.last)-1]; ranges.first[0] != first || end != last {
				t.Errorf("cidrList(%d, %d) = %v", first, last, list)
			}
		}
	})
}

func TestIPsDoNotAllocate(t *testing.T) {
	ranges, terms := NewIPv4Ranges("10.0.0.0/8"), NewIPv4Terms("10.1.2.3")
	text := "2024-01-01 accepted 10.1.2.3:443 from 192.168.0.7"
	for name, f := range map[string]func(){
		"IPv4IsInRanges": func() { IPv4IsInRanges("10.1.2.3", ranges) },
		"IPv4IsPrivate":  func() { IPv4IsPrivate("10.1.2.3") },
		"IPv4IsInRange":  func() { IPv4IsInAnyRange("10.1.2.3", "10.0.0.0/8") },
		"HasIPv4":        func() { HasIPv4(text, "10.1.2.3") },
		"HasAnyIPv4Term": func() { HasAnyIPv4Term(text, terms) },
		"IPv6IsInRange":  func() { IPv6IsInRange("2001:db8::1", "2001:db8::/32") },
	} {
		if n := testing.AllocsPerRun(50, f); n != 0 {
			t.Errorf("%s allocates %v times", name, n)
		}
	}
}
