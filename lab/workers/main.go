// Workers renders documents on a pool that grows with the demand up to its limit and then stays.
package main

import (
	"crypto/sha256"
	"math/rand"
	"sync"
	"sync/atomic"
	"time"

	"stanch.dev/lab/internal/serve"
)

type pool struct {
	jobs  chan []byte
	limit int
	mu    sync.Mutex
	size  int
	done  atomic.Int64
}

func (p *pool) submit(document []byte) {
	select {
	case p.jobs <- document:
		return
	default:
	}
	p.grow()
	p.jobs <- document
}

func (p *pool) grow() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.size < p.limit {
		p.size++
		go p.work()
	}
}

func (p *pool) work() {
	scratch := make([]byte, 32<<10)
	for document := range p.jobs {
		copy(scratch, document)
		sha256.Sum256(scratch)
		time.Sleep(30 * time.Millisecond)
		p.done.Add(1)
	}
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	p := &pool{jobs: make(chan []byte), limit: 64}
	s.Start()
	s.Every(40, 105, func(_ int, random *rand.Rand) { p.submit(make([]byte, 1000+random.Intn(20000))) })
	s.Every(0.4, 106, func(n int, random *rand.Rand) { // a batch, each a bit larger than the one before
		var wait sync.WaitGroup
		for i := 0; i < min(12*(n+1), 90); i++ {
			wait.Add(1)
			go func() {
				defer wait.Done()
				p.submit(make([]byte, 8000))
			}()
		}
		wait.Wait()
	})
	s.Wait()
}
