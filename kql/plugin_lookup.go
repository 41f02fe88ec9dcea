package kql

import "net/netip"

// IPv4Lookup is the state of ipv4_lookup(): the rows of the lookup table by their networks and the keys K of further
// columns. The zero value is empty. Keys are as in [Groups] (Kusto: ipv4-lookup-plugin).
type IPv4Lookup[K comparable, T any] struct {
	rows     map[ipv4Key[K]][]*T
	prefixes []int64
}

type ipv4Key[K comparable] struct {
	ip  ipv4
	key K
}

// Add takes in a row of the lookup table; one whose network is none is left out. Text in key and row has to outlive the
// input it came from.
func (l *IPv4Lookup[K, T]) Add(key K, network string, row T) {
	ip, ok := parseIPv4(network)
	if !ok {
		return
	}
	if l.rows == nil {
		l.rows = map[ipv4Key[K]][]*T{}
	}
	l.prefixes = insertPrefix(l.prefixes, ip.prefix)
	at := ipv4Key[K]{ip, key}
	l.rows[at] = append(l.rows[at], &row)
}

// Find returns the rows of all networks that hold an address, the narrowest network first; an address with a prefix is
// compared by the shorter one. Where there is none it returns an empty row if unmatched is set.
func (l *IPv4Lookup[K, T]) Find(key K, address string, unmatched bool) (found []*T) {
	if ip, ok := parseIPv4(address); ok {
		for _, prefix := range l.prefixes {
			if prefix <= ip.prefix {
				found = append(found, l.rows[ipv4Key[K]{ipv4{ip.masked(prefix), prefix}, key}]...)
				continue
			}
			for at, rows := range l.rows {
				if at.key == key && at.ip.prefix == prefix && at.ip.masked(ip.prefix) == ip.addr {
					found = append(found, rows...)
				}
			}
		}
	}
	return orEmpty(found, unmatched)
}

// IPv6Lookup is the state of ipv6_lookup(), as [IPv4Lookup]. IPv4 addresses are those of ::ffff:0:0/96
// (Kusto: ipv6-lookup-plugin).
type IPv6Lookup[K comparable, T any] struct {
	rows     map[ipv6Key[K]][]*T
	prefixes []int64
}

type ipv6Key[K comparable] struct {
	addr   netip.Addr
	prefix int64
	key    K
}

// Add is as that of [IPv4Lookup].
func (l *IPv6Lookup[K, T]) Add(key K, network string, row T) {
	ip, ok := parseIPv6(network)
	if !ok {
		return
	}
	if l.rows == nil {
		l.rows = map[ipv6Key[K]][]*T{}
	}
	ip = ip.comparable()
	l.prefixes = insertPrefix(l.prefixes, ip.prefix)
	at := ipv6Key[K]{ip.addr, ip.prefix, key}
	l.rows[at] = append(l.rows[at], &row)
}

// Find is as that of [IPv4Lookup].
func (l *IPv6Lookup[K, T]) Find(key K, address string, unmatched bool) (found []*T) {
	if ip, ok := parseIPv6(address); ok {
		ip = ip.comparable()
		for _, prefix := range l.prefixes {
			if prefix <= ip.prefix {
				found = append(found, l.rows[ipv6Key[K]{ip.masked(prefix), prefix, key}]...)
				continue
			}
			for at, rows := range l.rows {
				if at.key == key && at.prefix == prefix && (ipv6{addr: at.addr}).masked(ip.prefix) == ip.addr {
					found = append(found, rows...)
				}
			}
		}
	}
	return orEmpty(found, unmatched)
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
