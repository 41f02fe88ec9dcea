package engine

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"net/netip"
	"slices"
	"strconv"
	"strings"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source/file"
)

// GeoIP tells where IP addresses are, by the networks that hold them. Its method Lookup is an Env.GeoIP.
type GeoIP struct {
	places map[netip.Prefix]kql.Dynamic
	// Bits are the lengths of the networks of IPv4 and IPv6, the longest first.
	bits4, bits6 []int
}

// Lookup is the place of the narrowest network that holds an address, null where there is none.
func (g *GeoIP) Lookup(addr netip.Addr) kql.Dynamic {
	bits := g.bits6
	if addr.Is4() {
		bits = g.bits4
	}
	for _, n := range bits {
		network, _ := addr.Prefix(n)
		if place, ok := g.places[network]; ok {
			return place
		}
	}
	return kql.Dynamic{}
}

// noGeoIP knows no address and warns when it is first asked for one.
func (s *Sources) noGeoIP(once func(format string, args ...any)) func(netip.Addr) kql.Dynamic {
	return func(netip.Addr) kql.Dynamic {
		once("geo_info_from_ip_address() knows no address: give it the networks by --geo-ip FILE")
		return kql.Dynamic{}
	}
}

// geoColumns are the columns of a file of networks: the network, then the members of a place in the order that they have
// in the result.
var geoColumns = []string{"network", "country", "state", "city", "latitude", "longitude"}

// LoadGeoIP reads a CSV file, plain, gzip or zstd, whose header names the columns network, country, state, city, latitude
// and longitude, in any order and among others. A network is 192.0.2.0/24 or 2001:db8::/32; a place lacks what is empty.
func LoadGeoIP(name string) (*GeoIP, error) {
	if err := file.Check(name); err != nil {
		return nil, err
	}
	f, err := file.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	g, err := readGeoIP(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return g, nil
}

func readGeoIP(in io.Reader) (*GeoIP, error) {
	text := bufio.NewReader(in)
	if head, _ := text.Peek(3); string(head) == "\ufeff" {
		text.Discard(3)
	}
	records := csv.NewReader(text)
	records.ReuseRecord = true
	header, err := records.Read()
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, err
	}
	at := make([]int, len(geoColumns))
	for i, name := range geoColumns {
		if at[i] = slices.Index(header, name); at[i] < 0 {
			return nil, fmt.Errorf("the header has no column %s; the columns are %s", name, strings.Join(geoColumns, ", "))
		}
	}
	g := &GeoIP{places: map[netip.Prefix]kql.Dynamic{}}
	places := map[[5]string]kql.Dynamic{} // networks of one place share it
	for {
		record, err := records.Read()
		if errors.Is(err, io.EOF) {
			return g, nil
		}
		if err == nil {
			err = g.add(record, at, places)
		}
		if err != nil {
			var bad *csv.ParseError
			if errors.As(err, &bad) {
				return nil, err
			}
			line, _ := records.FieldPos(0)
			return nil, fmt.Errorf("line %d: %w", line, err)
		}
	}
}

// add takes in a record whose columns are at these indices.
func (g *GeoIP) add(record []string, at []int, places map[[5]string]kql.Dynamic) error {
	network, err := netip.ParsePrefix(record[at[0]])
	if err != nil {
		return fmt.Errorf("%q is no network: write it as 192.0.2.0/24 or 2001:db8::/32", record[at[0]])
	}
	var members [5]string
	for i := range members {
		members[i] = record[at[i+1]]
	}
	place, ok := places[members]
	if !ok {
		for i := range members {
			members[i] = strings.Clone(members[i]) // out of the text of the whole record
		}
		if place, err = geoPlace(members); err != nil {
			return err
		}
		places[members] = place
	}
	if bits := network.Bits(); network.Addr().Is4() {
		g.bits4 = withBits(g.bits4, bits)
	} else {
		g.bits6 = withBits(g.bits6, bits)
	}
	g.places[network.Masked()] = place
	return nil
}

// withBits adds n to the descending list, once.
func withBits(list []int, n int) []int {
	i, found := slices.BinarySearchFunc(list, n, func(a, b int) int { return b - a })
	if found {
		return list
	}
	return slices.Insert(list, i, n)
}

// geoPlace is the bag of the members that are not empty; null without any.
func geoPlace(members [5]string) (kql.Dynamic, error) {
	var keys []string
	var values []kql.Dynamic
	for i, text := range members {
		if text == "" {
			continue
		}
		key, value := geoColumns[i+1], kql.DynamicString(text)
		if key == "latitude" || key == "longitude" {
			degrees, err := strconv.ParseFloat(text, 64)
			if err != nil {
				return kql.Dynamic{}, fmt.Errorf("the %s %q is no number", key, text)
			}
			value = kql.DynamicReal(degrees)
		}
		keys, values = append(keys, key), append(values, value)
	}
	if keys == nil {
		return kql.Dynamic{}, nil
	}
	return kql.DynamicBag(keys, values), nil
}
