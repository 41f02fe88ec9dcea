package ndjson

import "sync"

// pool reads the blocks of a stream by several goroutines.
type pool struct {
	filter *filter
	into   *locator // of what the workers meet

	mu    sync.Mutex // held while a block is filled
	lines *lines
	ended bool

	order chan *task // as the blocks are in the stream
	err   error      // what ended the stream, for whoever takes the blocks
	stop  chan struct{}
	wait  sync.WaitGroup
}

// task is a block that a worker reads.
type task struct {
	block *block
	err   error         // there is no block, and why
	done  chan struct{} // closed when it is read
}

// poolBlockSize is the size of the blocks of workers: waking another one takes as long as reading a few hundred kilobytes.
const poolBlockSize = 4 * blockSize

// newPool starts workers.
func newPool(l *lines, f *filter, into *locator, workers int) *pool {
	const ahead = 2 // blocks a worker
	p := &pool{
		lines: l, filter: f, into: into, stop: make(chan struct{}),
		order: make(chan *task, ahead*workers+1),
	}
	p.wait.Add(workers)
	for range workers {
		free := make(chan *block, ahead)
		for range ahead {
			b := newBlock(poolBlockSize)
			b.free = free
			free <- b
		}
		go p.work(into.another(), free)
	}
	return p
}

// work reads blocks until the stream ends or the pool is closed. A worker has blocks of its own, which stay in the cache of
// its core.
func (p *pool) work(l *locator, free chan *block) {
	defer p.wait.Done()
	defer func() {
		p.mu.Lock()
		defer p.mu.Unlock()
		p.into.take(l)
	}()
	for {
		select {
		case <-p.stop:
			return
		case b := <-free:
			t := p.fill(b)
			if t == nil {
				return
			}
			b.read(l, p.filter)
			close(t.done)
		}
	}
}

// fill fills a block and puts it in order; nil if there are no more.
func (p *pool) fill(b *block) *task {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ended {
		return nil
	}
	t := &task{block: b, done: make(chan struct{})}
	t.err = p.lines.fill(b)
	p.order <- t // never full: it has room for all blocks
	if t.err != nil {
		p.ended = true
		close(t.done)
		return nil
	}
	return t
}

// next gives a block back and returns the next one. With an error there is none, and the workers have ended.
func (p *pool) next(back *block) (*block, error) {
	if p.err == nil {
		if back.free != nil { // a block of a worker
			back.free <- back // never full either
		}
		t := <-p.order
		<-t.done
		if back, p.err = t.block, t.err; p.err != nil {
			p.wait.Wait()
		}
	}
	return back, p.err
}

// close ends the workers, each when it has read what it is reading, and calls behind when they have ended.
func (p *pool) close(behind func()) {
	close(p.stop)
	go func() {
		p.wait.Wait()
		behind()
	}()
}
