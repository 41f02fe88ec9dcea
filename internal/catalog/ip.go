package catalog

import (
	"github.com/kqlc/kqlc/kql"
)

// ipFunctions are the functions on IP addresses.
var ipFunctions = []Function{
	{
		Sigs:     []string{"parse_ipv4(ip: string) long"},
		Foldable: true,
		Doc:      "Reads an IPv4 address as a number.",
		Go:       []any{kql.ParseIPv4},
		Examples: []Example{
			{"parse_ipv4('127.0.0.1')", "2130706433"},
			{"parse_ipv4('192.168.1.1/24')", "3232235776"},
			{"parse_ipv4('x')", "null"},
		},
	},
	{
		Sigs:     []string{"parse_ipv4_mask(ip: string, prefix: long) long"},
		Foldable: true,
		Doc:      "Reads an IPv4 address as a number, cut to a prefix.",
		Go:       []any{kql.ParseIPv4Mask},
		Examples: []Example{
			{"parse_ipv4_mask('127.0.0.1', 24)", "2130706432"},
			{"parse_ipv4_mask('x', 24)", "null"},
		},
	},
	{
		Sigs:     []string{"parse_ipv6(ip: string) string"},
		Foldable: true,
		Doc:      "Reads an IPv6 or IPv4 address into the full notation of IPv6.",
		Go:       []any{kql.ParseIPv6},
		Examples: []Example{
			{"parse_ipv6('::1')", "0000:0000:0000:0000:0000:0000:0000:0001"},
			{"parse_ipv6('127.0.0.1')", "0000:0000:0000:0000:0000:ffff:7f00:0001"},
			{"parse_ipv6('x')", ""},
		},
	},
	{
		Sigs:     []string{"parse_ipv6_mask(ip: string, prefix: long) string"},
		Foldable: true,
		Doc:      "Reads an IPv6 or IPv4 address into the full notation of IPv6, cut to a prefix.",
		Go:       []any{kql.ParseIPv6Mask},
		Examples: []Example{
			{"parse_ipv6_mask('fe80::1:2', 112)", "fe80:0000:0000:0000:0000:0000:0001:0000"},
			{"parse_ipv6_mask('x', 8)", ""},
		},
	},
	{
		Sigs:     []string{"ipv4_compare(ip1: string, ip2: string, [prefix: long]) long"},
		Foldable: true,
		Doc:      "Compares two IPv4 addresses, cut to a prefix: -1, 0 or 1.",
		Go:       []any{kql.IPv4Compare},
		Examples: []Example{
			{"ipv4_compare('10.0.0.1', '10.0.0.2')", "-1"},
			{"ipv4_compare('10.0.0.1', '10.0.0.2', 24)", "0"},
			{"ipv4_compare('x', '10.0.0.2')", "null"},
		},
	},
	{
		Sigs:     []string{"ipv4_is_match(ip1: string, ip2: string, [prefix: long]) bool"},
		Foldable: true,
		Doc:      "Tells whether two IPv4 addresses are equal up to a prefix.",
		Go:       []any{kql.IPv4IsMatch},
		Examples: []Example{
			{"ipv4_is_match('10.0.0.1', '10.0.0.0/24')", "True"},
			{"ipv4_is_match('10.0.0.1', '10.0.0.2')", "False"},
			{"ipv4_is_match('', '10.0.0.2')", "null"},
		},
	},
	{
		Sigs:     []string{"ipv6_compare(ip1: string, ip2: string, [prefix: long]) long"},
		Foldable: true,
		Doc:      "Compares two IPv6 or IPv4 addresses, cut to a prefix: -1, 0 or 1.",
		Go:       []any{kql.IPv6Compare},
		Examples: []Example{
			{"ipv6_compare('::1', '::2')", "-1"},
			{"ipv6_compare('::1', '0:0:0:0:0:0:0:1')", "0"},
			{"ipv6_compare('x', '::2')", "null"},
		},
	},
	{
		Sigs:     []string{"ipv4_is_private(ip: string) bool"},
		Foldable: true,
		Doc:      "Tells whether an IPv4 address belongs to a private network.",
		Go:       []any{kql.IPv4IsPrivate},
		Examples: []Example{
			{"ipv4_is_private('192.168.4.1')", "True"},
			{"ipv4_is_private('8.8.8.8')", "False"},
			{"ipv4_is_private('x')", "null"},
		},
	},
	{
		Sigs:     []string{"ipv6_is_match(ip1: string, ip2: string, [prefix: long]) bool"},
		Foldable: true,
		Doc:      "Tells whether two IPv6 or IPv4 addresses are equal up to a prefix.",
		Go:       []any{kql.IPv6IsMatch},
		Examples: []Example{
			{"ipv6_is_match('fe80::1', 'fe80::ffff', 112)", "True"},
			{"ipv6_is_match('', '::1')", "null"},
		},
	},
	{
		Sigs:     []string{"ipv6_is_in_range(ip: string, ip_range: string) bool"},
		Foldable: true,
		Doc:      "Tells whether an IPv6 address lies in a range.",
		Go:       []any{kql.IPv6IsInRange},
		Examples: []Example{
			{"ipv6_is_in_range('fe80::1', 'fe80::/10')", "True"},
			{"ipv6_is_in_range('x', 'fe80::/10')", "null"},
		},
	},
	{
		Sigs: []string{
			"ipv6_is_in_any_range(ip: text, ranges: string*) bool",
			"ipv6_is_in_any_range(ip: text, ranges: array) bool",
		},
		Doc: "Tells whether an IPv6 address lies in one of several ranges.",
		Go:  []any{kql.IPv6IsInAnyRange, kql.IPv6IsInAnyRangeArray},
		Examples: []Example{
			{"ipv6_is_in_any_range('fe80::1', '::/128', 'fe80::/10')", "True"},
			{"ipv6_is_in_any_range('::1', 'fe80::/10')", "False"},
		},
		List: 1,
	},
	{
		Sigs:     []string{"ipv4_is_in_range(ip: string, ip_range: string) bool"},
		Foldable: true,
		Doc:      "Tells whether an IPv4 address lies in a range.",
		Go:       []any{kql.IPv4IsInAnyRange, kql.IPv4IsInRanges},
		Examples: []Example{
			{"ipv4_is_in_range('10.0.0.7', '10.0.0.0/29')", "True"},
			{"ipv4_is_in_range('10.0.0.8', '10.0.0.0/29')", "False"},
			{"ipv4_is_in_range('x', '10.0.0.0/29')", "null"},
		},
		List: 1,
	},
	{
		Sigs: []string{
			"ipv4_is_in_any_range(ip: text, ranges: string*) bool",
			"ipv4_is_in_any_range(ip: text, ranges: array) bool",
		},
		Doc: "Tells whether an IPv4 address lies in one of several ranges.",
		Go:  []any{kql.IPv4IsInAnyRange, kql.IPv4IsInRanges, kql.IPv4IsInAnyRangeArray},
		Examples: []Example{
			{"ipv4_is_in_any_range('10.1.2.3', '192.168.0.0/16', '10.0.0.0/8')", "True"},
			{"ipv4_is_in_any_range('x', '10.0.0.0/8')", "null"},
		},
		List: 1,
	},
	{
		Sigs:     []string{"ipv4_netmask_suffix(ip: string) long"},
		Foldable: true,
		Doc:      "Gives the prefix length that an IPv4 address is written with.",
		Go:       []any{kql.IPv4NetmaskSuffix},
		Examples: []Example{
			{"ipv4_netmask_suffix('10.0.0.0/8')", "8"},
			{"ipv4_netmask_suffix('10.0.0.1')", "32"},
			{"ipv4_netmask_suffix('x')", "null"},
		},
	},
	{
		Sigs:    []string{"__ipv6_lookup_ranges(ip: text, ranges: array) array"},
		Hidden:  true,
		Doc:     "Lists the ranges that hold an IPv6 address.",
		Missing: "it is internal to Kusto",
	},
	{
		Sigs:     []string{"format_ipv4(ip: scalar, [prefix: long]) string"},
		Foldable: true,
		Doc:      "Prints an IPv4 address, cut to a prefix if one is given.",
		Go:       []any{kql.FormatIPv4, kql.FormatIPv4Long},
		Examples: []Example{
			{"format_ipv4('192.168.1.77', 24)", "192.168.1.0"},
			{"format_ipv4(2130706433)", "127.0.0.1"},
			{"format_ipv4('x')", ""},
		},
	},
	{
		Sigs:     []string{"format_ipv4_mask(ip: scalar, prefix: long) string"},
		Foldable: true,
		Doc:      "Prints an IPv4 address with its prefix length.",
		Go:       []any{kql.FormatIPv4Mask, kql.FormatIPv4MaskLong},
		Examples: []Example{
			{"format_ipv4_mask('192.168.1.77', 24)", "192.168.1.0/24"},
			{"format_ipv4_mask(2130706433, 8)", "127.0.0.0/8"},
			{"format_ipv4_mask('x', 8)", ""},
		},
	},
	{
		Sigs: []string{"has_ipv4(source: text, ip: string) bool"},
		Doc:  "Tells whether a text has an IPv4 address as a term.",
		Go:   []any{kql.HasIPv4},
		Examples: []Example{
			{"has_ipv4('from 10.0.0.1:53', '10.0.0.1')", "True"},
			{"has_ipv4('from 10.0.0.10', '10.0.0.1')", "False"},
			{"has_ipv4('', '10.0.0.1')", "False"},
		},
	},
	{
		Sigs: []string{"has_ipv4_prefix(source: text, ip_prefix: string) bool"},
		Doc:  "Tells whether a text has an IPv4 address that begins so.",
		Go:   []any{kql.HasIPv4Prefix},
		Examples: []Example{
			{"has_ipv4_prefix('from 10.0.0.1', '10.')", "True"},
			{"has_ipv4_prefix('from 110.0.0.1', '10.')", "False"},
		},
	},
	{
		Sigs: []string{
			"has_any_ipv4(source: text, ips: string*) bool",
			"has_any_ipv4(source: text, ips: array) bool",
		},
		Doc: "Tells whether a text has one of several IPv4 addresses.",
		Go:  []any{kql.HasAnyIPv4, kql.HasAnyIPv4Term, kql.HasAnyIPv4Array},
		Examples: []Example{
			{"has_any_ipv4('from 10.0.0.1', '10.0.0.2', '10.0.0.1')", "True"},
			{"has_any_ipv4('', '10.0.0.1')", "False"},
		},
		List: 1,
	},
	{
		Sigs: []string{
			"has_any_ipv4_prefix(source: text, ip_prefixes: string*) bool",
			"has_any_ipv4_prefix(source: text, ip_prefixes: array) bool",
		},
		Doc: "Tells whether a text has an IPv4 address with one of several beginnings.",
		Go:  []any{kql.HasAnyIPv4Prefix, kql.HasAnyIPv4PrefixArray},
		Examples: []Example{
			{"has_any_ipv4_prefix('from 10.0.0.1', '192.168.', '10.0.')", "True"},
			{"has_any_ipv4_prefix('', '10.')", "False"},
		},
		List: 1,
	},
	{
		Sigs:     []string{"ipv4_range_to_cidr_list(start_ip: string, end_ip: string) array"},
		Foldable: true,
		Doc:      "Lists the networks that cover a range of IPv4 addresses.",
		Go:       []any{kql.IPv4RangeToCIDRList},
		Examples: []Example{
			{"ipv4_range_to_cidr_list('10.0.0.0', '10.0.0.2')", `["10.0.0.0/31","10.0.0.2/32"]`},
			{"ipv4_range_to_cidr_list('10.0.0.0', '')", "null"},
		},
	},
}
