// Package kql is the run-time of compiled KQL rules: Kusto's values, scalar functions, aggregates and the state of its
// blocking operators, as plain typed Go. Generated evaluators import it; it imports nothing of this module.
//
// A scalar function of KQL is one Go function here. Its signature is its contract: a parameter of type T is never null
// (the caller lifts a strict function with [Lift1] and its kin), a parameter of type [Null] is handed nulls as they are,
// and a result of type [Null] may be null. Strings are never null; a [Dynamic] carries its null in itself.
package kql

import "net/netip"

// Version is the version of the run-time's interface to generated code. It grows when generated code has to be made anew.
const Version = 7

// EnforceVersion makes generated code that is newer or older than this run-time fail to compile: generated packages
// declare
//
//	const _ = kql.EnforceVersion(kql.Version - 1)
//	const _ = kql.EnforceVersion(1 - kql.Version)
//
// of which one constant is negative, and so not a uint, where the versions differ.
type EnforceVersion uint

// Env is what one evaluation takes from its surroundings. Nothing else reads a clock, and Now never moves during an
// evaluation (Kusto: now-function).
type Env struct {
	// Now is what now() and ago() count from.
	Now DateTime
	// Events are the rows that evaluations of several rules share; nil for an evaluation of its own.
	Events *Events
	// Random gives the bits of rand() and new_guid(). nil takes those of math/rand/v2, which differ from run to run; a
	// seeded source makes them repeatable.
	Random func() uint64
	// GeoIP tells geo_info_from_ip_address() where an address is, as a bag; null where it does not know. IPv4 addresses are
	// given as such, and none has a zone. nil knows no address.
	GeoIP func(netip.Addr) Dynamic
	// Enrich tells what a function of the service knows of a key, as FileProfile of a hash; null where it knows nothing. nil
	// knows nothing of any key.
	Enrich func(function, key string) Dynamic
	// External reads the data of [Program.External]. It is called when the input ends, by rules that have such data only.
	External ReadExternal
}
