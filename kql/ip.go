package kql

import (
	"cmp"
	"net/netip"
	"slices"
	"strconv"
	"strings"
)

// IPv4 text is four decimal numbers from 0 to 255 without leading zeros or blanks, and may have a prefix length from 0 to
// 32 behind a slash; the address is then that of the network. Other text gives null.

// ipv4 is an address with its prefix length.
type ipv4 struct {
	addr   uint32
	prefix int64
}

func (ip ipv4) masked(prefix int64) uint32 { return ip.addr & ipv4Mask(prefix) }

// ipv4Mask returns the mask of a prefix length from 0 to 32.
func ipv4Mask(prefix int64) uint32 { return ^uint32(0) << (32 - prefix) }

// parseIPv4 reads an address with or without prefix length, masked with it.
func parseIPv4(text string) (ip ipv4, ok bool) {
	addr, size, ok := scanIPv4(text)
	if !ok {
		return ipv4{}, false
	}
	prefix := int64(32)
	if rest := text[size:]; rest != "" {
		if prefix, ok = parsePrefix(rest, 32); !ok {
			return ipv4{}, false
		}
	}
	return ipv4{addr & ipv4Mask(prefix), prefix}, true
}

// scanIPv4 reads an address at the start of text.
func scanIPv4(text string) (addr uint32, size int, ok bool) {
	for octet := range 4 {
		if octet > 0 {
			if size == len(text) || text[size] != '.' {
				return 0, 0, false
			}
			size++
		}
		n, start := uint32(0), size
		for size < len(text) && size-start < 3 && '0' <= text[size] && text[size] <= '9' {
			n = n*10 + uint32(text[size]-'0')
			size++
		}
		if size == start || n > 255 || size-start > 1 && text[start] == '0' {
			return 0, 0, false
		}
		addr = addr<<8 | n
	}
	return addr, size, true
}

// parsePrefix reads a slash and a prefix length up to limit.
func parsePrefix(text string, limit int64) (int64, bool) {
	digits, ok := strings.CutPrefix(text, "/")
	if !ok || digits == "" || len(digits) > 3 {
		return 0, false
	}
	n := int64(0)
	for i := range len(digits) {
		if digits[i] < '0' || digits[i] > '9' {
			return 0, false
		}
		n = n*10 + int64(digits[i]-'0')
	}
	return n, n <= limit
}

// prefixOr returns the optional argument, or the limit, and whether it is from 0 to the limit.
func prefixOr(prefix []int64, limit int64) (int64, bool) {
	if len(prefix) == 0 {
		return limit, true
	}
	return prefix[0], 0 <= prefix[0] && prefix[0] <= limit
}

// ParseIPv4 is parse_ipv4(): the address as a number (Kusto: parse-ipv4-function).
func ParseIPv4(ip string) Null[int64] { return ParseIPv4Mask(ip, 32) }

// ParseIPv4Mask is parse_ipv4_mask(): the address, cut to prefix bits, as a number (Kusto: parse-ipv4-mask-function).
func ParseIPv4Mask(ip string, prefix int64) Null[int64] {
	a, ok := parseIPv4(ip)
	if !ok || prefix < 0 || prefix > 32 {
		return Null[int64]{}
	}
	return Some(int64(a.masked(prefix)))
}

// IPv4Compare is ipv4_compare(): -1, 0 or 1 as a is before, equal to or behind b, both cut to the shortest of their
// prefixes and the one given (Kusto: ipv4-compare-function).
func IPv4Compare(a, b string, prefix ...int64) Null[int64] {
	p, okPrefix := prefixOr(prefix, 32)
	x, okA := parseIPv4(a)
	y, okB := parseIPv4(b)
	if !okPrefix || !okA || !okB {
		return Null[int64]{}
	}
	p = min(p, x.prefix, y.prefix)
	return Some(int64(cmp.Compare(x.masked(p), y.masked(p))))
}

// IPv4IsMatch is ipv4_is_match(): [IPv4Compare] finds no difference (Kusto: ipv4-is-match-function).
func IPv4IsMatch(a, b string, prefix ...int64) Null[bool] {
	return Lift1(func(order int64) bool { return order == 0 }, IPv4Compare(a, b, prefix...))
}

// IPv4IsInAnyRange is ipv4_is_in_range() and ipv4_is_in_any_range(): the address is in one of the networks. It is null if the
// address cannot be read, or if a network cannot be and none of the others has it (Kusto: ipv4-is-in-any-range-function).
func IPv4IsInAnyRange(ip string, networks ...string) Null[bool] {
	a, ok := parseIPv4(ip)
	if !ok {
		return Null[bool]{}
	}
	for _, network := range networks {
		n, okNetwork := parseIPv4(network)
		if okNetwork && a.masked(n.prefix) == n.addr {
			return Some(true)
		}
		ok = ok && okNetwork
	}
	return Null[bool]{OK: ok}
}

// IPv4Ranges are prepared networks.
type IPv4Ranges struct {
	first, last []uint32 // sorted, without overlap
	bad         bool     // one of the networks could not be read
}

// NewIPv4Ranges prepares networks for [IPv4IsInRanges].
func NewIPv4Ranges(networks ...string) IPv4Ranges {
	var r IPv4Ranges
	var parsed []ipv4
	for _, text := range networks {
		if n, ok := parseIPv4(text); ok {
			parsed = append(parsed, n)
		} else {
			r.bad = true
		}
	}
	slices.SortFunc(parsed, func(a, b ipv4) int { return cmp.Or(cmp.Compare(a.addr, b.addr), cmp.Compare(a.prefix, b.prefix)) })
	for _, n := range parsed {
		last := n.addr | ^ipv4Mask(n.prefix)
		if k := len(r.last); k > 0 && n.addr <= r.last[k-1] {
			r.last[k-1] = max(r.last[k-1], last)
			continue
		}
		r.first, r.last = append(r.first, n.addr), append(r.last, last)
	}
	return r
}

// IPv4IsInRanges is [IPv4IsInAnyRange] with prepared networks.
func IPv4IsInRanges(ip string, networks IPv4Ranges) Null[bool] {
	a, ok := parseIPv4(ip)
	if !ok {
		return Null[bool]{}
	}
	i, exact := slices.BinarySearch(networks.first, a.addr)
	if exact || i > 0 && a.addr <= networks.last[i-1] {
		return Some(true)
	}
	return Null[bool]{OK: !networks.bad}
}

var privateIPv4 = NewIPv4Ranges("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")

// IPv4IsPrivate is ipv4_is_private(): the address is of 10/8, 172.16/12 or 192.168/16. Loopback and link-local addresses
// are not private (Kusto: ipv4-is-private-function).
func IPv4IsPrivate(ip string) Null[bool] { return IPv4IsInRanges(ip, privateIPv4) }

// IPv4NetmaskSuffix is ipv4_netmask_suffix(): the prefix length, 32 where there is none
// (Kusto: ipv4-netmask-suffix-function).
func IPv4NetmaskSuffix(ip string) Null[int64] {
	a, ok := parseIPv4(ip)
	return Null[int64]{a.prefix, ok}
}

// FormatIPv4 is format_ipv4() of text: the address cut to the shorter of its prefix and the one given; empty if it cannot
// be read (Kusto: format-ipv4-function).
func FormatIPv4(ip string, prefix ...int64) string {
	a, ok := parseIPv4(ip)
	return formatIPv4(a, ok, prefix, false)
}

// FormatIPv4Long is format_ipv4() of a number.
func FormatIPv4Long(ip int64, prefix ...int64) string {
	return formatIPv4(ipv4{uint32(ip), 32}, ip == int64(uint32(ip)), prefix, false)
}

// FormatIPv4Mask is format_ipv4_mask() of text: [FormatIPv4] with the prefix length behind a slash
// (Kusto: format-ipv4-mask-function).
func FormatIPv4Mask(ip string, prefix ...int64) string {
	a, ok := parseIPv4(ip)
	return formatIPv4(a, ok, prefix, true)
}

// FormatIPv4MaskLong is format_ipv4_mask() of a number.
func FormatIPv4MaskLong(ip int64, prefix ...int64) string {
	return formatIPv4(ipv4{uint32(ip), 32}, ip == int64(uint32(ip)), prefix, true)
}

func formatIPv4(ip ipv4, ok bool, prefix []int64, suffix bool) string {
	p, okPrefix := prefixOr(prefix, 32)
	if !ok || !okPrefix {
		return ""
	}
	p = min(p, ip.prefix)
	out := appendIPv4(make([]byte, 0, len("255.255.255.255/32")), ip.masked(p))
	if suffix {
		out = strconv.AppendInt(append(out, '/'), p, 10)
	}
	return string(out)
}

func appendIPv4(dst []byte, addr uint32) []byte {
	for shift := 24; shift >= 0; shift -= 8 {
		dst = strconv.AppendUint(dst, uint64(addr>>shift&0xff), 10)
		if shift > 0 {
			dst = append(dst, '.')
		}
	}
	return dst
}

// cidrList returns the fewest networks that make up the addresses from first to last.
func cidrList(first, last uint32) (networks []string) {
	for at, end := uint64(first), uint64(last); at <= end; {
		size := 0
		for size < 32 && at&(1<<size) == 0 && at+(2<<size)-1 <= end {
			size++
		}
		networks = append(networks, formatIPv4(ipv4{uint32(at), int64(32 - size)}, true, nil, true))
		at += 1 << size
	}
	return networks
}

// HasIPv4 is has_ipv4(): ip is an address, and text holds it between characters that are no letters or digits
// (Kusto: has-ipv4-function).
func HasIPv4(text, ip string) bool {
	_, size, ok := scanIPv4(ip)
	return ok && size == len(ip) && hasCS(text, ip, leftEdge|rightEdge)
}

// HasAnyIPv4 is has_any_ipv4(): [HasIPv4] of one of the addresses (Kusto: has-any-ipv4-function).
func HasAnyIPv4(text string, ips ...string) bool {
	return slices.ContainsFunc(ips, func(ip string) bool { return HasIPv4(text, ip) })
}

// HasIPv4Prefix is has_ipv4_prefix(): text holds an address, delimited as for [HasIPv4], that starts with prefix: an
// address or one to three of its numbers, each with the dot behind (Kusto: has-ipv4-prefix-function).
func HasIPv4Prefix(text, prefix string) bool {
	if !strings.HasSuffix(prefix, ".") {
		return HasIPv4(text, prefix)
	}
	if _, ok := prefixNetwork(prefix); !ok {
		return false
	}
	for from := 0; ; {
		i := strings.Index(text[from:], prefix)
		if i < 0 {
			return false
		}
		i += from
		if _, size, ok := scanIPv4(text[i:]); ok && bounded(text, i, i+size, leftEdge|rightEdge) {
			return true
		}
		from = i + 1
	}
}

// prefixNetwork reads one to three numbers of an address, each with the dot behind.
func prefixNetwork(prefix string) (network ipv4, ok bool) {
	dots := strings.Count(prefix, ".")
	if dots > 3 || !strings.HasSuffix(prefix, ".") {
		return ipv4{}, false
	}
	whole := prefix + strings.Repeat("0.", 3-dots) + "0"
	addr, size, ok := scanIPv4(whole)
	return ipv4{addr, int64(8 * dots)}, ok && size == len(whole)
}

// HasAnyIPv4Prefix is has_any_ipv4_prefix(): [HasIPv4Prefix] of one of the prefixes
// (Kusto: has-any-ipv4-prefix-function).
func HasAnyIPv4Prefix(text string, prefixes ...string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return HasIPv4Prefix(text, p) })
}

// IPv4Terms are the prepared addresses or prefixes of has_any_ipv4 or has_any_ipv4_prefix.
type IPv4Terms struct{ networks map[ipv4]struct{} }

// NewIPv4Terms prepares addresses for [HasAnyIPv4Term]. What is no address is found nowhere.
func NewIPv4Terms(ips ...string) IPv4Terms {
	t := IPv4Terms{map[ipv4]struct{}{}}
	for _, ip := range ips {
		if addr, size, ok := scanIPv4(ip); ok && size == len(ip) {
			t.networks[ipv4{addr, 32}] = struct{}{}
		}
	}
	return t
}

// NewIPv4PrefixTerms prepares prefixes for [HasAnyIPv4Term].
func NewIPv4PrefixTerms(prefixes ...string) IPv4Terms {
	t := NewIPv4Terms(prefixes...)
	for _, p := range prefixes {
		if n, ok := prefixNetwork(p); ok {
			t.networks[n] = struct{}{}
		}
	}
	return t
}

// HasAnyIPv4Term is [HasAnyIPv4] or [HasAnyIPv4Prefix] with what [NewIPv4Terms] or [NewIPv4PrefixTerms] prepared.
func HasAnyIPv4Term(text string, ips IPv4Terms) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; c < '0' || c > '9' || i > 0 && !bounded(text, i, i, leftEdge) {
			continue
		}
		addr, size, ok := scanIPv4(text[i:])
		if !ok || !bounded(text, i, i+size, rightEdge) {
			continue
		}
		for prefix := int64(32); prefix > 0; prefix -= 8 {
			if _, ok := ips.networks[ipv4{addr & ipv4Mask(prefix), prefix}]; ok {
				return true
			}
		}
	}
	return false
}

// ipv6 is an address with its prefix length. IPv4 addresses are ::ffff:a.b.c.d.
type ipv6 struct {
	addr   netip.Addr
	prefix int64
	compat bool // written ::a.b.c.d
}

func (ip ipv6) masked(prefix int64) netip.Addr {
	p, _ := ip.addr.Prefix(int(prefix)) // fails for no address here
	return p.Addr()
}

// parseIPv6 reads an address of either kind with or without prefix length. That of an address with dots counts within its
// last 32 bits.
func parseIPv6(text string) (ip ipv6, ok bool) {
	body, _, hasPrefix := strings.Cut(text, "/")
	addr, err := netip.ParseAddr(body)
	if err != nil || addr.Zone() != "" {
		return ipv6{}, false
	}
	ip = ipv6{addr: netip.AddrFrom16(addr.As16()), prefix: 128}
	dotted := strings.IndexByte(body, '.') >= 0
	ip.compat = dotted && strings.HasPrefix(body, "::") && strings.Count(body, ":") == 2
	if hasPrefix {
		limit := int64(128)
		if dotted {
			limit = 32
		}
		if ip.prefix, ok = parsePrefix(text[len(body):], limit); !ok {
			return ipv6{}, false
		}
		ip.prefix += 128 - limit
	}
	ip.addr = ip.masked(ip.prefix)
	return ip, true
}

// comparable returns the address as comparisons take it: ::a.b.c.d as the IPv4 address.
func (ip ipv6) comparable() ipv6 {
	if ip.compat {
		a := ip.addr.As16()
		a[10], a[11] = 0xff, 0xff
		ip.addr = netip.AddrFrom16(a)
	}
	return ip
}

// ParseIPv6 is parse_ipv6(): all eight groups of the address in lower case, or the empty text
// (Kusto: parse-ipv6-function).
func ParseIPv6(ip string) string { return ParseIPv6Mask(ip, 128) }

// ParseIPv6Mask is parse_ipv6_mask(): [ParseIPv6] of the address cut to prefix bits of 128
// (Kusto: parse-ipv6-mask-function).
func ParseIPv6Mask(ip string, prefix int64) string {
	a, ok := parseIPv6(ip)
	if !ok || prefix < 0 || prefix > 128 {
		return ""
	}
	const hex = "0123456789abcdef"
	out := make([]byte, 0, len("0000:0000:0000:0000:0000:0000:0000:0000"))
	for i, b := range a.masked(min(prefix, a.prefix)).As16() {
		if i > 0 && i%2 == 0 {
			out = append(out, ':')
		}
		out = append(out, hex[b>>4], hex[b&15])
	}
	return string(out)
}

// IPv6Compare is ipv6_compare(): [IPv4Compare] for addresses of both kinds; the prefix given counts 128 bits
// (Kusto: ipv6-compare-function).
func IPv6Compare(a, b string, prefix ...int64) Null[int64] {
	p, okPrefix := prefixOr(prefix, 128)
	x, okA := parseIPv6(a)
	y, okB := parseIPv6(b)
	if !okPrefix || !okA || !okB {
		return Null[int64]{}
	}
	p = min(p, x.prefix, y.prefix)
	return Some(int64(x.comparable().masked(p).Compare(y.comparable().masked(p))))
}

// IPv6IsMatch is ipv6_is_match(): [IPv6Compare] finds no difference (Kusto: ipv6-is-match-function).
func IPv6IsMatch(a, b string, prefix ...int64) Null[bool] {
	return Lift1(func(order int64) bool { return order == 0 }, IPv6Compare(a, b, prefix...))
}

// IPv6IsInRange is ipv6_is_in_range(): [IPv4IsInAnyRange] for addresses of both kinds (Kusto: ipv6-is-in-range-function).
func IPv6IsInRange(ip, network string) Null[bool] { return IPv6IsInAnyRange(ip, network) }

// IPv6IsInAnyRange is ipv6_is_in_any_range(): [IPv4IsInAnyRange] for addresses of both kinds
// (Kusto: ipv6-is-in-any-range-function).
func IPv6IsInAnyRange(ip string, networks ...string) Null[bool] {
	a, ok := parseIPv6(ip)
	if !ok {
		return Null[bool]{}
	}
	a = a.comparable()
	for _, network := range networks {
		n, okNetwork := parseIPv6(network)
		if okNetwork && a.masked(n.prefix) == n.comparable().masked(n.prefix) {
			return Some(true)
		}
		ok = ok && okNetwork
	}
	return Null[bool]{OK: ok}
}
