package kql

import "net/netip"

// GeoInfoFromIPAddress is geo_info_from_ip_address(): what [Env.GeoIP] knows of an address, as a bag of country, state,
// city, latitude and longitude; an empty bag for one it does not know, null for a text that is no address
// (Kusto: geo-info-from-ip-address-function).
func GeoInfoFromIPAddress(env Env, ip string) Dynamic {
	addr, err := netip.ParseAddr(ip)
	if err != nil {
		return Dynamic{}
	}
	if env.GeoIP != nil {
		if place := env.GeoIP(addr.Unmap().WithZone("")); !place.IsNull() {
			return place
		}
	}
	return DynamicBag(nil, nil)
}
