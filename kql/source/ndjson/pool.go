package ndjson

import "sync"

// pool reads the blocks of a stream by several goroutines.
type pool struct {
	filter *filter
	into   *locator // of what the workers meet

	mu    sync.Mutex // held while a block is filled
	lines *lines
	ended bool

	free  chan *block
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

// newPool starts workers.
func newPool(l *lines, f *filter, into *locator, workers int) *pool {
	const ahead = 2 // blocks a worker
	p := &pool{
		lines: l, filter: f, into: into, stop: make(chan struct{}),
		free: make(chan *block, ahead*workers+1), order: make(chan *task, ahead*workers+1),
	}
	for range ahead * workers {
		p.free <- newBlock()
	}
	p.wait.Add(workers)
	for range workers {
		go p.work(into.another())
	}
	return p
}

// work reads blocks until the stream ends or the pool is closed.
func (p *pool) work(l *locator) {
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
		case b := <-p.free:
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
		p.free <- back // never full either
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
