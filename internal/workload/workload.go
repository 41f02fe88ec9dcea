// Package workload makes events, by default of DeviceProcessEvents such as Defender for Endpoint reports them: Windows and
// Linux hosts, about 50 columns and 2 KB of JSON a line. Tests hold evaluators against each other on them, benchmarks
// measure on them. The same [Config] gives the same bytes.
//
// Most events are everyday processes, whose command lines hold words of detection rules now and then. 5 lines of 1,000 name
// a container tool, which is the only place where a search of the text finds one; 2 of these use it in the way that the rule
// of T1609 (container administration command) looks for, the other 3 stay just outside. One event in 25 is older than a
// day, one in 50 is written with the escapes that some exporters put into JSON.
package workload

import (
	"cmp"
	"io"
	"iter"
	"math/rand/v2"
	"time"
)

// Config says what to make.
type Config struct {
	// Seed chooses the events; another seed gives others of the same kind.
	Seed uint64
	// Events is the number of events.
	Events int
	// End is the time of the newest event, in UTC. The events lie in the 25 hours up to it, about in order of time.
	End time.Time
	// Tools is the number of events in 1,000 in which a container tool takes part, and Matches the number of those that
	// a rule looks for; 0 stands for 5 and 2.
	Tools, Matches int
	// Table and Columns are of another table, whose events are made up by the names and the types of its columns; without
	// columns it is DeviceProcessEvents.
	Table   string
	Columns []Column
}

// Column is a column of a table.
type Column struct {
	Name string
	// Type is the type's name in KQL.
	Type string
}

// Sample is what docs/sample/DeviceProcessEvents.ndjson holds: few events, many of them by container tools.
var Sample = Config{
	Seed: 177, Events: 80, End: time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC), Tools: 200, Matches: 100,
}

// Window is the time that the events are spread over.
const Window = 25 * time.Hour

// BytesPerEvent is about the length of a line of DeviceProcessEvents.
const BytesPerEvent = 2150

// Lines gives the events, each a line of JSON with its line feed. A line is valid until the next one is asked for.
func (c Config) Lines() iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		g := newGenerator(c)
		for i := range c.Events {
			if !yield(g.event(i)) {
				return
			}
		}
	}
}

// Reader gives the lines one after the other. It holds one event at a time.
func (c Config) Reader() io.Reader {
	return &reader{generator: newGenerator(c), events: c.Events}
}

type reader struct {
	*generator
	next, events int
	rest         []byte
}

func (r *reader) Read(p []byte) (n int, err error) {
	for n < len(p) {
		if len(r.rest) == 0 {
			if r.next == r.events {
				break
			}
			r.rest = r.event(r.next)
			r.next++
		}
		k := copy(p[n:], r.rest)
		r.rest = r.rest[k:]
		n += k
	}
	if n == 0 && len(p) > 0 {
		return 0, io.EOF
	}
	return n, nil
}

// generator makes one event after the other.
type generator struct {
	Config
	rand  *rand.Rand
	hosts []host
	line  line
	text  []byte // of the command line being made
}

func newGenerator(c Config) *generator {
	c.Tools, c.Matches = cmp.Or(c.Tools, 5), cmp.Or(c.Matches, 2)
	g := &generator{Config: c, rand: rand.New(rand.NewPCG(c.Seed, 0))}
	for i := range hostCount {
		g.hosts = append(g.hosts, newHost(g.rand, i))
	}
	return g
}

// event returns the line of event i, valid until the next call.
func (g *generator) event(i int) []byte {
	if g.Columns != nil {
		return g.made(i, pick(g.rand, g.hosts))
	}
	switch n := g.rand.IntN(1000); {
	case n < g.Matches:
		return g.write(i, g.host(false), pick(g.rand, suspiciousUses))
	case n < g.Tools && g.rand.IntN(10) == 0:
		return g.write(i, g.host(true), pick(g.rand, windowsTools))
	case n < g.Tools:
		return g.write(i, g.host(false), pick(g.rand, quietUses))
	}
	h := pick(g.rand, g.hosts)
	if h.windows {
		return g.write(i, h, pick(g.rand, windowsUses))
	}
	return g.write(i, h, pick(g.rand, linuxUses))
}

// host is one that runs Windows, or one that does not.
func (g *generator) host(windows bool) host {
	for {
		if h := pick(g.rand, g.hosts); h.windows == windows {
			return h
		}
	}
}

// begin begins the line of event i, and returns its time.
func (g *generator) begin(i int) time.Time {
	g.line.begin(g.rand.IntN(50) == 0)
	return g.time(i)
}

// time is the time of event i: in order, but for the minute that hosts report late.
func (g *generator) time(i int) time.Time {
	ago := Window - Window/time.Duration(g.Events)*time.Duration(i+1)
	ago += time.Duration(g.rand.Int64N(int64(time.Minute)))
	return g.End.UTC().Add(-min(ago, Window)).Truncate(100 * time.Nanosecond)
}

func pick[T any](r *rand.Rand, of []T) T { return of[r.IntN(len(of))] }
