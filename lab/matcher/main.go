// Matcher brings players of about the same strength together.
package main

import (
	"math/rand"
	"runtime"
	"sync/atomic"

	"stanch.dev/lab/internal/serve"
)

type player struct {
	rating   int
	opponent atomic.Pointer[player]
}

type lobby struct {
	waiting [16]atomic.Pointer[player]
	games   atomic.Int64
}

// join plays against the one who sits in the seat of the player's class, if they fit, or sits down and waits.
func (l *lobby) join(p *player) {
	seat := &l.waiting[p.rating/200]
	if other := seat.Load(); other != nil && fit(other, p) && seat.CompareAndSwap(other, nil) {
		other.opponent.Store(p)
		l.games.Add(1)
		return
	}
	seat.Store(p)
	for p.opponent.Load() == nil {
		runtime.Gosched()
	}
}

func fit(a, b *player) bool { return max(a.rating, b.rating)-min(a.rating, b.rating) < 60 }

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	l := &lobby{}
	s.Start()
	s.Every(0.8, 17, func(n int, random *rand.Rand) {
		if n < 60 { // the evening's players
			p := &player{rating: random.Intn(800)}
			go l.join(p)
		}
	})
	s.Wait()
}
