// Sniff reads packets in large batches and keeps the opening of each conversation.
package main

import (
	"fmt"
	"math/rand"
	"net/http"
	"sync"

	"stanch.dev/lab/internal/serve"
)

type capture struct {
	mu       sync.Mutex
	openings [][]byte
	packets  int
}

func (c *capture) batch(random *rand.Rand) {
	ring := make([]byte, 48<<10)
	random.Read(ring[:2048])
	c.mu.Lock()
	defer c.mu.Unlock()
	c.packets += len(ring) / 512
	if opening := ring[64:80]; opening[0]&1 == 0 {
		c.openings = append(c.openings, opening)
	}
}

func main() {
	s := serve.New(serve.Pprof | serve.MemJSON)
	c := &capture{}
	s.Mux.HandleFunc("/stats", func(w http.ResponseWriter, _ *http.Request) {
		c.mu.Lock()
		defer c.mu.Unlock()
		fmt.Fprintln(w, c.packets, len(c.openings))
	})
	s.Start()
	s.Every(60, 36, func(_ int, random *rand.Rand) { c.batch(random) })
	s.Every(1, 37, func(int, *rand.Rand) { s.Get("/stats") })
	s.Wait()
}
