package kql

import "iter"

// Rows evaluates a rule of one table over a sequence of events and gives its rows as a sequence. open starts the
// evaluation, as New of a generated package does:
//
//	rows := kql.Rows(func(emit func(*rule.Row)) (push func(*defender.DeviceProcessEvents), close func()) {
//		e := rule.New(env, emit)
//		return e.DeviceProcessEvents, e.Close
//	}, events)
//
// A row is valid until the next one is asked for. An error of events ends the sequence: it is given with a nil row, and
// operators that need all events give nothing.
func Rows[Event, Row any](open func(emit func(*Row)) (push func(*Event), close func()), events iter.Seq2[*Event, error]) iter.Seq2[*Row, error] {
	return func(yield func(*Row, error) bool) {
		stopped := false
		push, closeInput := open(func(row *Row) { stopped = stopped || !yield(row, nil) })
		for event, err := range events {
			if err != nil {
				if !stopped {
					yield(nil, err)
				}
				return
			}
			if push(event); stopped {
				return
			}
		}
		closeInput()
	}
}
