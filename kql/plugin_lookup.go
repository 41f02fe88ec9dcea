package kql

import "net/netip"

// IPv4Lookup is the state of ipv4_lookup(): the rows of the lookup table by their networks and the keys K of further
// columns. The zero value is empty. Keys are as in [Groups] (Kusto: ipv4-lookup-plugin).
type IPv4Lookup[K comparable, T any] struct{ networks[uint32, K, T] }

// Add takes in a row of the lookup table; one whose network is none is left out. Text in key and row has to outlive the
// input it came from.
func (l *IPv4Lookup[K, T]) Add(key K, network string, row T) {
	if ip, ok := parseIPv4(network); ok {
		l.add(networkKey[uint32, K]{ip.addr, ip.prefix, key}, row)
	}
}

// Find returns the rows of all networks that hold an address, the narrowest network first, those of one width as they came;
// an address with a prefix is compared by the shorter one. Where there is none it returns an empty row if unmatched is set.
func (l *IPv4Lookup[K, T]) Find(key K, address string, unmatched bool) (found []*T) {
	if ip, ok := parseIPv4(address); ok {
		masked := func(addr uint32, prefix int64) uint32 { return ipv4{addr: addr}.masked(prefix) }
		found = l.find(networkKey[uint32, K]{ip.addr, ip.prefix, key}, masked)
	}
	return orEmpty(found, unmatched)
}

// IPv6Lookup is the state of ipv6_lookup(), as [IPv4Lookup]. IPv4 addresses are those of ::ffff:0:0/96
// (Kusto: ipv6-lookup-plugin).
type IPv6Lookup[K comparable, T any] struct{ networks[netip.Addr, K, T] }

// Add is as that of [IPv4Lookup].
func (l *IPv6Lookup[K, T]) Add(key K, network string, row T) {
	if ip, ok := parseIPv6(network); ok {
		ip = ip.comparable()
		l.add(networkKey[netip.Addr, K]{ip.addr, ip.prefix, key}, row)
	}
}

// Find is as that of [IPv4Lookup].
func (l *IPv6Lookup[K, T]) Find(key K, address string, unmatched bool) (found []*T) {
	if ip, ok := parseIPv6(address); ok {
		ip = ip.comparable()
		masked := func(addr netip.Addr, prefix int64) netip.Addr { return ipv6{addr: addr}.masked(prefix) }
		found = l.find(networkKey[netip.Addr, K]{ip.addr, ip.prefix, key}, masked)
	}
	return orEmpty(found, unmatched)
}

// networks are the rows of a lookup table by networks of addresses A and further keys.
type networks[A, K comparable, T any] struct {
	rows     map[networkKey[A, K]][]*T
	order    []networkKey[A, K] // the keys of rows, as they came
	prefixes []int64
}

type networkKey[A, K comparable] struct {
	addr   A
	prefix int64
	key    K
}

func (l *networks[A, K, T]) add(at networkKey[A, K], row T) {
	if l.rows == nil {
		l.rows = map[networkKey[A, K]][]*T{}
	}
	l.prefixes = insertPrefix(l.prefixes, at.prefix)
	if l.rows[at] == nil {
		l.order = append(l.order, at)
	}
	l.rows[at] = append(l.rows[at], &row)
}

// find returns the rows of the networks that hold ip; masked is the start of an address' network.
func (l *networks[A, K, T]) find(ip networkKey[A, K], masked func(addr A, prefix int64) A) (found []*T) {
	for _, prefix := range l.prefixes {
		if prefix <= ip.prefix {
			found = append(found, l.rows[networkKey[A, K]{masked(ip.addr, prefix), prefix, ip.key}]...)
			continue
		}
		for _, at := range l.order {
			if at.key == ip.key && at.prefix == prefix && masked(at.addr, ip.prefix) == ip.addr {
				found = append(found, l.rows[at]...)
			}
		}
	}
	return found
}

// insertPrefix puts a length among others, the longest first.
func insertPrefix(list []int64, prefix int64) []int64 {
	at := 0
	for at < len(list) && list[at] > prefix {
		at++
	}
	if at < len(list) && list[at] == prefix {
		return list
	}
	list = append(list, 0)
	copy(list[at+1:], list[at:])
	list[at] = prefix
	return list
}

func orEmpty[T any](found []*T, unmatched bool) []*T {
	if len(found) == 0 && unmatched {
		return []*T{new(T)}
	}
	return found
}
