package catalog

// ipFunctions are the functions on IP addresses.
var ipFunctions = []Function{
	{
		Sigs:     []string{"parse_ipv4(ip: string) long"},
		Foldable: true,
		Doc:      "Reads an IPv4 address as a number.",
	},
	{
		Sigs:     []string{"parse_ipv4_mask(ip: string, prefix: long) long"},
		Foldable: true,
		Doc:      "Reads an IPv4 address as a number, cut to a prefix.",
	},
	{
		Sigs:     []string{"parse_ipv6(ip: string) string"},
		Foldable: true,
		Doc:      "Reads an IPv6 or IPv4 address into the full notation of IPv6.",
	},
	{
		Sigs:     []string{"parse_ipv6_mask(ip: string, prefix: long) string"},
		Foldable: true,
		Doc:      "Reads an IPv6 or IPv4 address into the full notation of IPv6, cut to a prefix.",
	},
	{
		Sigs:     []string{"ipv4_compare(ip1: string, ip2: string, [prefix: long]) long"},
		Foldable: true,
		Doc:      "Compares two IPv4 addresses, cut to a prefix: -1, 0 or 1.",
	},
	{
		Sigs:     []string{"ipv4_is_match(ip1: string, ip2: string, [prefix: long]) bool"},
		Foldable: true,
		Doc:      "Tells whether two IPv4 addresses are equal up to a prefix.",
	},
	{
		Sigs:     []string{"ipv6_compare(ip1: string, ip2: string, [prefix: long]) long"},
		Foldable: true,
		Doc:      "Compares two IPv6 or IPv4 addresses, cut to a prefix: -1, 0 or 1.",
	},
	{
		Sigs:     []string{"ipv4_is_private(ip: string) bool"},
		Foldable: true,
		Doc:      "Tells whether an IPv4 address belongs to a private network.",
	},
	{
		Sigs:     []string{"ipv6_is_match(ip1: string, ip2: string, [prefix: long]) bool"},
		Foldable: true,
		Doc:      "Tells whether two IPv6 or IPv4 addresses are equal up to a prefix.",
	},
	{
		Sigs:     []string{"ipv6_is_in_range(ip: string, ip_range: string) bool"},
		Foldable: true,
		Doc:      "Tells whether an IPv6 address lies in a range.",
	},
	{
		Sigs: []string{
			"ipv6_is_in_any_range(ip: text, ranges: string*) bool",
			"ipv6_is_in_any_range(ip: text, ranges: array) bool",
		},
		Doc: "Tells whether an IPv6 address lies in one of several ranges.",
	},
	{
		Sigs:     []string{"ipv4_is_in_range(ip: string, ip_range: string) bool"},
		Foldable: true,
		Doc:      "Tells whether an IPv4 address lies in a range.",
	},
	{
		Sigs: []string{
			"ipv4_is_in_any_range(ip: text, ranges: string*) bool",
			"ipv4_is_in_any_range(ip: text, ranges: array) bool",
		},
		Doc: "Tells whether an IPv4 address lies in one of several ranges.",
	},
	{
		Sigs:     []string{"ipv4_netmask_suffix(ip: string) long"},
		Foldable: true,
		Doc:      "Gives the prefix length that an IPv4 address is written with.",
	},
	{
		Sigs:   []string{"__ipv6_lookup_ranges(ip: text, ranges: array) array"},
		Hidden: true,
		Doc:    "Lists the ranges that hold an IPv6 address.",
	},
	{
		Sigs:     []string{"format_ipv4(ip: scalar, [prefix: long]) string"},
		Foldable: true,
		Doc:      "Prints an IPv4 address, cut to a prefix if one is given.",
	},
	{
		Sigs:     []string{"format_ipv4_mask(ip: scalar, prefix: long) string"},
		Foldable: true,
		Doc:      "Prints an IPv4 address with its prefix length.",
	},
	{
		Sigs: []string{"has_ipv4(source: text, ip: string) bool"},
		Doc:  "Tells whether a text has an IPv4 address as a term.",
	},
	{
		Sigs: []string{"has_ipv4_prefix(source: text, ip_prefix: string) bool"},
		Doc:  "Tells whether a text has an IPv4 address that begins so.",
	},
	{
		Sigs: []string{
			"has_any_ipv4(source: text, ips: string*) bool",
			"has_any_ipv4(source: text, ips: array) bool",
		},
		Doc: "Tells whether a text has one of several IPv4 addresses.",
	},
	{
		Sigs: []string{
			"has_any_ipv4_prefix(source: text, ip_prefixes: string*) bool",
			"has_any_ipv4_prefix(source: text, ip_prefixes: array) bool",
		},
		Doc: "Tells whether a text has an IPv4 address with one of several beginnings.",
	},
	{
		Sigs:     []string{"ipv4_range_to_cidr_list(start_ip: string, end_ip: string) array"},
		Foldable: true,
		Doc:      "Lists the networks that cover a range of IPv4 addresses.",
	},
}
