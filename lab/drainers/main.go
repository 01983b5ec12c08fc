// Drainers buffers the statistics of each game table and writes them out in the background.
package main

import (
	"math/rand"
	"sync/atomic"
	"time"

	"stanch.dev/lab/internal/serve"
)

type table struct {
	moves   chan int
	written *atomic.Int64
}

func open(written *atomic.Int64) *table {
	t := &table{moves: make(chan int, 32), written: written}
	go t.drain()
	return t
}

func (t *table) drain() {
	for {
		select {
		case <-t.moves:
			t.written.Add(1)
		default:
			time.Sleep(120 * time.Millisecond)
		}
	}
}

// play is one game: some moves, and the table is left.
func play(written *atomic.Int64, moves int) {
	t := open(written)
	for i := 0; i < moves; i++ {
		t.moves <- i
		time.Sleep(20 * time.Millisecond)
	}
}

func main() {
	s := serve.New(serve.Pprof | serve.Metrics)
	var written atomic.Int64
	s.Start()
	s.Every(7, 55, func(_ int, random *rand.Rand) { go play(&written, 5+random.Intn(20)) })
	s.Wait()
}
