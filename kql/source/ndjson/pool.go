package ndjson

import (
	"io"
	"sync"
)

// pool reads the blocks of a stream by several goroutines. Those of a stream are filled one after the other; those of a file
// each where it is, by whoever reads it.
type pool struct {
	filter  *filter
	into    *locator // of what the workers meet
	workers []*worker
	file    io.ReaderAt
	own     *worker // the goroutine that takes the blocks, which reads others of a file instead of waiting
	head    *task   // the next one to give

	mu    sync.Mutex // held while a block of a stream is filled
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

// newPool starts workers. Of a file the caller is one of them; of a stream, whose end may be long in coming, it waits, and
// blocks are larger: waking another worker takes as long as reading a few hundred kilobytes.
func newPool(r *Reader) *pool {
	p := &pool{
		lines: r.lines, file: r.File, filter: r.filter, into: &r.decoder.locator, stop: make(chan struct{}),
		order: make(chan *task, ahead*r.Workers),
	}
	workers, size := r.Workers, 2*r.size
	if p.lines.err != nil {
		p.file = nil // it has been read to its end
	}
	if p.file != nil {
		size = r.size
		p.own = p.newWorker(size)
		p.own.buf, r.block.buf = r.block.buf, nil
		workers--
	}
	p.wait.Add(workers)
	for range workers {
		go p.work(p.newWorker(size))
	}
	return p
}

// worker is what one has of its own.
type worker struct {
	locator *locator
	free    chan *block // blocks to read, which it gets back
	buf     []byte      // of one block after the other as long as little is found in them: it stays in the cache of its core
}

// newWorker makes a worker, whose blocks are of a size.
func (p *pool) newWorker(size int) *worker {
	w := &worker{locator: p.into.another(), free: make(chan *block, ahead)}
	for range ahead {
		w.free <- &block{size: size, free: w.free}
	}
	p.workers = append(p.workers, w)
	return w
}

// work reads blocks until the stream ends or the pool is closed.
func (p *pool) work(w *worker) {
	defer p.wait.Done()
	for {
		select {
		case <-p.stop:
			return
		case b := <-w.free:
			if !p.read(w, b) {
				return
			}
		}
	}
}

// read reads the next block; false if there are no more.
func (p *pool) read(w *worker, b *block) bool {
	if b.buf == nil {
		b.buf, w.buf = w.buf, nil
		b.shrink()
	}
	if b.buf == nil {
		b.buf = make([]byte, b.size)
	}
	t := p.task(b)
	if t == nil {
		return false
	}
	if p.file != nil {
		if t.err = b.fillAt(p.file); t.err != nil {
			p.mu.Lock()
			p.ended = true
			p.mu.Unlock()
		}
	}
	b.read(w.locator, p.filter)
	t.empty = len(b.text) == 0
	if b.pack() {
		w.buf, b.buf = b.buf, nil
	}
	close(t.done)
	return t.err == nil
}

// task puts a block in order, filled or with its place; nil if there are no more.
func (p *pool) task(b *block) *task {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended {
		return nil
	}
	t := &task{block: b, done: make(chan struct{})}
	if p.file != nil {
		p.lines.place(b)
	} else if t.err = p.lines.fill(b); t.err != nil {
		p.ended = true
	}
	p.order <- t // never full: it has room for all blocks
	return t
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
			p.into.take(w.locator)
		}
	}
	if t.empty {
		return t.block, p.err
	}
	return t.block, nil
}

// first waits for the next block in order, and meanwhile reads others of a file.
func (p *pool) first() *task {
	for p.file != nil {
		if p.head == nil {
			select {
			case p.head = <-p.order:
			default:
			}
		}
		if p.head != nil && p.head.isDone() {
			return p.head
		}
		select {
		case b := <-p.own.free:
			if p.read(p.own, b) {
				continue
			}
		default:
		}
		break
	}
	if p.head == nil {
		p.head = <-p.order
	}
	<-p.head.done
	return p.head
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
