package ndjson

import (
	"io"
	"sync"
)

// pool reads the blocks of a stream by several goroutines, of which who takes the blocks is one: it reads others instead of
// waiting. Of a file each fills the blocks that it reads; of a stream, which may be compressed, one does nothing else, so that
// what it needs for it stays in the cache of its core.
type pool struct {
	filter  *filter
	into    *locator // of what the workers meet
	workers []*worker
	file    io.ReaderAt
	own     *worker     // who takes the blocks
	head    *task       // the next one to give
	free    chan *block // to be filled from the stream
	filled  chan *task  // to be read, in order; closed at the end of the stream

	mu    sync.Mutex
	lines *lines
	ended bool

	order chan *task // as the blocks are in the stream
	err   error      // what ended the stream, for whoever takes the blocks
	stop  chan struct{}
	once  sync.Once
	wait  sync.WaitGroup
}

// task is a block that a worker reads.
type task struct {
	block *block
	err   error         // what ends the stream behind the block
	done  chan struct{} // closed when it is read
	empty bool          // there is nothing in the block
}

// ahead is how many blocks a worker has.
const ahead = 4

// newPool starts workers.
func newPool(r *Reader) *pool {
	blocks := ahead * r.Workers
	p := &pool{
		lines: r.lines, file: r.File, filter: r.filter, into: &r.decoder.locator, stop: make(chan struct{}),
		order: make(chan *task, blocks), filled: make(chan *task, blocks), free: make(chan *block, blocks),
	}
	p.own = p.newWorker(r.size, r.finder.at(p.into.another()))
	p.own.buf, r.block.buf = r.block.buf, nil
	p.wait.Add(r.Workers - 1)
	another := func() *worker { return p.newWorker(r.size, &finder{locator: p.into.another(), open: r.Look}) }
	if p.file != nil && p.lines.err == nil { // otherwise it has been read to its end
		for range r.Workers - 1 {
			go p.work(another())
		}
		return p
	}
	p.file = nil
	for range blocks {
		p.free <- &block{size: r.size, free: p.free}
	}
	go p.fill()
	for range r.Workers - 2 {
		go p.readFilled(another())
	}
	return p
}

// worker is what one has of its own.
type worker struct {
	finder *finder
	free   chan *block // blocks to read, which it gets back
	buf    []byte      // of one block after the other as long as little is found in them: it stays in the cache of its core
}

// newWorker makes a worker, whose blocks are of a size.
func (p *pool) newWorker(size int, f *finder) *worker {
	w := &worker{finder: f, free: make(chan *block, ahead)}
	for range ahead {
		w.free <- &block{size: size, free: w.free}
	}
	p.workers = append(p.workers, w)
	return w
}

// work reads blocks of a file until it ends or the pool is closed.
func (p *pool) work(w *worker) {
	defer p.wait.Done()
	for {
		select {
		case <-p.stop:
			return
		case b := <-w.free:
			if !p.readPlaced(w, b) {
				return
			}
		}
	}
}

// readPlaced reads the next block of a file; false if there are no more.
func (p *pool) readPlaced(w *worker, b *block) bool {
	if b.buf == nil {
		b.buf, w.buf = w.buf, nil
		b.shrink()
	}
	b.ready()
	t := p.place(b)
	if t == nil {
		return false
	}
	if t.err = b.fillAt(p.file); t.err != nil {
		p.mu.Lock()
		p.ended = true
		p.mu.Unlock()
	}
	t.read(w, p.filter)
	if b.pack() {
		w.buf, b.buf = b.buf, nil
	}
	close(t.done)
	return t.err == nil
}

// place gives a block its place, in order; nil if there are no more.
func (p *pool) place(b *block) *task {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended {
		return nil
	}
	p.lines.place(b)
	return p.inOrder(b)
}

func (p *pool) inOrder(b *block) *task {
	t := &task{block: b, done: make(chan struct{})}
	p.order <- t // never full: it has room for all blocks
	return t
}

// read finds the events of a block.
func (t *task) read(w *worker, f *filter) {
	t.block.read(w.finder, f)
	t.empty = len(t.block.text) == 0
}

// fill fills blocks from the stream until it ends or the pool is closed.
func (p *pool) fill() {
	defer p.wait.Done()
	defer close(p.filled)
	for {
		select {
		case <-p.stop:
			return
		case b := <-p.free:
			b.ready()
			err := p.lines.fill(b)
			t := p.inOrder(b)
			if t.err = err; err != nil {
				t.empty = true
				close(t.done)
				return
			}
			p.filled <- t // never full either
		}
	}
}

// readFilled reads filled blocks until there are no more.
func (p *pool) readFilled(w *worker) {
	defer p.wait.Done()
	for t := range p.filled {
		t.read(w, p.filter)
		close(t.done)
	}
}

// next gives a block back and returns the next one. With an error there is none, and the workers have ended.
func (p *pool) next(back *block) (*block, error) {
	if p.err != nil {
		return back, p.err
	}
	if back.free != nil { // a block of a worker
		back.shrink()
		back.free <- back // never full either
	}
	t := p.first()
	p.head = nil
	if p.err = t.err; p.err != nil {
		p.end()
		p.wait.Wait()
		for _, w := range p.workers {
			p.into.take(w.finder.locator)
		}
	}
	if t.empty {
		return t.block, p.err
	}
	return t.block, nil
}

// first waits for the next block in order, and meanwhile reads others.
func (p *pool) first() *task {
	if p.file != nil {
		p.readAhead()
	}
	if p.head == nil {
		p.head = <-p.order
	}
	for p.file == nil && !p.head.isDone() {
		select {
		case <-p.head.done:
		case t, ok := <-p.filled:
			if !ok {
				<-p.head.done
				continue
			}
			t.read(p.own, p.filter)
			close(t.done)
		}
	}
	<-p.head.done
	return p.head
}

// readAhead reads blocks of a file until the next one in order is there or there are none to read.
func (p *pool) readAhead() {
	for {
		if p.head == nil {
			select {
			case p.head = <-p.order:
			default:
			}
		}
		if p.head != nil && p.head.isDone() {
			return
		}
		select {
		case b := <-p.own.free:
			if !p.readPlaced(p.own, b) {
				return
			}
		default:
			return
		}
	}
}

func (t *task) isDone() bool {
	select {
	case <-t.done:
		return true
	default:
		return false
	}
}

// end tells the workers to end, each when it has read what it is reading.
func (p *pool) end() { p.once.Do(func() { close(p.stop) }) }

// close ends the workers and calls behind when they have ended.
func (p *pool) close(behind func()) {
	p.end()
	go func() {
		p.wait.Wait()
		behind()
	}()
}
