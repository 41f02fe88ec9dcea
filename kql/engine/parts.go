package engine

import (
	"errors"
	"fmt"
	"io"
	"math"
	"sync"
	"sync/atomic"

	"github.com/kqlc/kqlc/kql/memory"
	"github.com/kqlc/kqlc/kql/source"
)

// parts evaluates the rest of a file in parts, by several workers: each part by instances of its own, whose states are
// merged in the order of the file. What comes out does not depend on the parts.
type parts struct {
	run     *Run
	many    *Many
	table   *ManyTable
	name    string       // of the file
	events  source.Whole // of it, at its rest
	spare   chan *part   // that are done with
	stopped atomic.Bool
}

// part is a part of a file, and what was found in it.
type part struct {
	*parts
	events source.Reader
	of     *Many
	table  *ManyTable
	held   *heldRows           // what leaves; nil where nothing does
	bad    []*source.LineError // the events that cannot be read, with lines of the part
	err    error               // what ended the part
	done   chan struct{}       // closed when it has been evaluated
}

const (
	// leastPart is the least size of a part, as far as the file is that large.
	leastPart = 4 << 20
	// partsAhead is how many parts of each worker may wait for those before them.
	partsAhead = 8
	// mostBad is how many bad events of a part are kept before their messages have to be written, mostHeld how many bytes of
	// rows.
	mostBad, mostHeld = 1 << 12, 8 << 20
	// partRoom is about what a worker takes of the heap where every event of a large file is evaluated.
	partRoom = 12 << 20
	// streamPart is the size of a part whose rows leave.
	streamPart = 8 << 20
)

// do reads the rest, which begins at a place of the file.
func (p *parts) do(stats *Stats, from, size int64) error {
	if room := p.run.Workers * partRoom; p.table.Guards == nil && size-from >= int64(room) {
		memory.Room(room)
	}
	ahead := partsAhead
	if p.table.streams {
		ahead = 1 // rows take memory
	}
	order, todo := make(chan *part, ahead*p.run.Workers), make(chan *part)
	p.spare = make(chan *part, cap(order))
	go func() {
		defer close(order)
		defer close(todo)
		for from < math.MaxInt64 && !p.stopped.Load() {
			end := from + p.size(size-from)
			if end >= size {
				end = math.MaxInt64 // the file may have grown
			}
			next := p.open(from, end)
			order <- next
			todo <- next
			from = end
		}
	}()
	var workers sync.WaitGroup
	for range p.run.Workers {
		workers.Go(func() {
			for next := range todo {
				next.evaluate()
			}
		})
	}
	var err error
	for next := range order {
		if <-next.done; err == nil {
			if err = next.merge(stats); err != nil {
				p.stopped.Store(true)
			}
		}
	}
	workers.Wait()
	return err
}

// size is that of the next part: large at first, for what parts have in common is kept once in each, and smaller towards the
// end, so that all workers end at a time.
func (p *parts) size(rest int64) int64 {
	if p.run.PartSize > 0 {
		return p.run.PartSize
	}
	size := max(leastPart, 4*rest/int64(5*p.run.Workers))
	if p.table.streams {
		return min(size, streamPart)
	}
	return size
}

// open begins a part.
func (p *parts) open(from, to int64) *part {
	next := &part{parts: p, done: make(chan struct{})}
	spare := &part{}
	select {
	case spare = <-p.spare:
	default:
	}
	if p.table.streams {
		next.held = p.run.hold(spare.held)
	}
	next.of, next.table = p.many.part(p.table, next.held)
	next.events = p.events.Part(from, to, next.table.Columns, spare.events)
	return next
}

// evaluate evaluates a part.
func (p *part) evaluate() {
	defer close(p.done)
	p.goOn()
}

// goOn evaluates a part, to its end or until much is held of it.
func (p *part) goOn() {
	evaluate := p.table.evaluation(p.events)
	for p.err == nil && len(p.bad) < mostBad && p.held.size() < mostHeld && !p.stopped.Load() {
		err := evaluate()
		var bad *source.LineError
		switch {
		case errors.As(err, &bad) && !bad.Fatal && p.run.SkipBadLines:
			p.bad = append(p.bad, bad)
		default:
			p.err = err
		}
	}
}

// merge takes in what was found in a part.
func (p *part) merge(stats *Stats) error {
	before := p.parts.events.Before()
	told := func(err error) error { return fmt.Errorf("%s: %w", p.name, err) }
	for {
		if err := p.held.give(); err != nil {
			return err
		}
		for _, bad := range p.bad {
			bad.Line += before
			stats.Skipped++
			p.run.warn(told(bad))
		}
		p.bad = p.bad[:0]
		if p.err != nil {
			break
		}
		p.goOn()
	}
	p.parts.events.Take(p.events)
	if p.err == io.EOF {
		p.many.merge(p.parts.table, p.of)
		select {
		case p.spare <- p:
		default:
		}
		return nil
	}
	var bad *source.LineError
	if errors.As(p.err, &bad) {
		bad.Line += before
	}
	return told(p.err)
}
