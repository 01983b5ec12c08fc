// Ttl keeps the carts of guests for a few seconds after their last click.
package main

import (
	"math/rand"
	"sync"
	"time"

	"stanch.dev/lab/internal/serve"
)

type guest struct {
	last time.Time
	cart []byte
}

type guests struct {
	mu   sync.Mutex
	byID map[int]*guest
	ttl  time.Duration
}

func (g *guests) click(id, positions int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	who, ok := g.byID[id]
	if !ok {
		who = &guest{cart: make([]byte, positions*1024)}
		g.byID[id] = who
	}
	who.last = time.Now()
}

func (g *guests) sweep(now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for id, who := range g.byID {
		if now.Sub(who.last) > g.ttl {
			delete(g.byID, id)
		}
	}
}

func main() {
	s := serve.New(serve.Pprof | serve.Metrics)
	g := &guests{byID: make(map[int]*guest), ttl: 6 * time.Second}
	go func() {
		ticker := time.NewTicker(time.Second)
		defer ticker.Stop()
		for now := range ticker.C {
			g.sweep(now)
		}
	}()
	s.Start()
	s.Every(100, 102, func(n int, random *rand.Rand) { g.click(n-random.Intn(10), 8+random.Intn(8)) })
	s.Wait()
}
