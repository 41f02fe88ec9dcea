// Command predicates compares the evaluator of the rule of T1609 with cel-go and expr-lang, on events that are decoded
// already. It is a module of its own, so that the project does not depend on them:
//
//	cd .ci/predicates && go run .
//
// The two evaluate the wheres of the rule up to the score. In each round all take turns, and what is printed, as JSON, are
// medians over the rounds of nanoseconds of CPU.
package main

import (
	"encoding/json"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"time"

	t1609 "github.com/kqlc/kqlc/generated/t1609containeradministrationcommand"
	"github.com/kqlc/kqlc/generated/tables/defender"
	"github.com/kqlc/kqlc/internal/workload"
	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source/ndjson"
)

type event = defender.DeviceProcessEvents

var end = time.Date(2026, 11, 20, 12, 0, 0, 0, time.UTC)

func main() {
	events, isFound := decode(20_000), celPredicate()
	found := slices.DeleteFunc(slices.Clone(events), func(e event) bool { return !isFound(&e) })
	events = events[:4000] // those of blocks that were read just now are in a cache
	var result struct {
		// Event, CEL and Expr are of an event, Match of one that the wheres let through. Allocations are of one that they do
		// not.
		Event, Match, CEL, Expr, Allocations float64
	}
	var rule, match, cel, expr []float64
	for range 15 {
		e := t1609.New(environment(), func(*t1609.Row) {})
		rule = append(rule, perEvent(events, 100, func(event *event) bool { e.DeviceProcessEvents(event); return false }))
		e = t1609.New(environment(), func(*t1609.Row) {})
		match = append(match, perEvent(found, 50, func(event *event) bool { e.DeviceProcessEvents(event); return false }))
		cel = append(cel, perEvent(events, 4, isFound))
		expr = append(expr, perEvent(events, 4, exprPredicate()))
	}
	result.Event, result.Match, result.CEL, result.Expr = median(rule), median(match), median(cel), median(expr)
	result.Allocations = allocations(events, isFound)
	check(json.NewEncoder(os.Stdout).Encode(result))
}

// decode makes events of the workload.
func decode(n int) []event {
	var row event
	columns := row.Columns("AccountDomain", "AccountName", "DeviceName", "FileName", "InitiatingProcessCommandLine",
		"InitiatingProcessFileName", "InitiatingProcessParentFileName", "ProcessCommandLine", "TimeGenerated")
	r := ndjson.NewReader(workload.Config{Seed: 1, Events: n, End: end}.Reader(), ndjson.NewDecoder(columns, nil))
	var out []event
	for {
		err := r.Next()
		if err == io.EOF {
			return out
		}
		check(err)
		for _, c := range columns {
			if text := c.Text(); text != nil {
				*text = strings.Clone(*text)
			}
		}
		out = append(out, row)
	}
}

func environment() kql.Env {
	now, _ := kql.DateTimeOf(end)
	return kql.Env{Now: now}
}

// perEvent is what evaluating each of the events a number of times costs.
func perEvent(events []event, times int, evaluate func(*event) bool) float64 {
	start := cpu()
	for range times {
		for i := range events {
			evaluate(&events[i])
		}
	}
	return (cpu() - start) / float64(times*len(events))
}

// allocations are those of the rule for an event that is not found.
func allocations(events []event, isFound func(*event) bool) float64 {
	others := slices.DeleteFunc(slices.Clone(events), func(e event) bool { return isFound(&e) })
	e := t1609.New(environment(), func(*t1609.Row) {})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	for i := range others {
		e.DeviceProcessEvents(&others[i])
	}
	runtime.ReadMemStats(&after)
	return float64(after.Mallocs-before.Mallocs) / float64(len(others))
}

// cpu is the time of the processor that was used, in nanoseconds.
func cpu() float64 {
	var u syscall.Rusage
	check(syscall.Getrusage(syscall.RUSAGE_SELF, &u))
	return float64(u.Utime.Nano() + u.Stime.Nano())
}

func median(of []float64) float64 {
	slices.Sort(of)
	return of[len(of)/2]
}

func check(err error) {
	if err != nil {
		panic(err)
	}
}
