// Barrier holds workers of a nightly batch back until their input table is open for reading.
package main

import (
	"math/rand"
	"sync"
	"sync/atomic"
	"time"

	"stanch.dev/lab/internal/serve"
)

type gate struct {
	mu   sync.Mutex
	cond *sync.Cond
	open bool
}

func newGate() *gate {
	g := &gate{}
	g.cond = sync.NewCond(&g.mu)
	return g
}

func (g *gate) pass() {
	g.mu.Lock()
	defer g.mu.Unlock()
	for !g.open {
		g.cond.Wait()
	}
}

func (g *gate) unlock() {
	g.mu.Lock()
	g.open = true
	g.mu.Unlock()
	g.cond.Signal()
}

type batch struct {
	tables atomic.Int64
	rows   atomic.Int64
}

func (b *batch) run(workers int) {
	g := newGate()
	for i := 0; i < workers; i++ {
		go func() {
			g.pass()
			b.rows.Add(1000)
		}()
	}
	time.Sleep(50 * time.Millisecond) // the table opens
	g.unlock()
	b.tables.Add(1)
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	b := &batch{}
	s.Start()
	s.Every(4, 7, func(n int, _ *rand.Rand) { b.run(3) })
	s.Wait()
}
