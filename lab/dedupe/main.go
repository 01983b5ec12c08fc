// Dedupe takes deliveries of a message queue, which come at least once, and handles each once.
package main

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"math/rand"
	"net/http"
	"sync"
	"sync/atomic"

	"stanch.dev/lab/internal/serve"
)

type consumer struct {
	mu      sync.Mutex
	seen    map[[32]byte]uint64
	handled atomic.Int64
}

func (c *consumer) deliver(offset uint64, body []byte) {
	digest := sha256.Sum256(body)
	if c.first(digest, offset) {
		c.handled.Add(1)
	}
}

func (c *consumer) first(digest [32]byte, offset uint64) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, again := c.seen[digest]; again {
		return false
	}
	c.seen[digest] = offset
	return true
}

func main() {
	s := serve.New(serve.Pprof | serve.MemJSON)
	c := &consumer{seen: make(map[[32]byte]uint64)}
	s.Mux.HandleFunc("/handled", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, c.handled.Load()) })
	s.Start()
	s.Every(100, 31, func(n int, random *rand.Rand) {
		var body [256]byte
		for i := 0; i < 150; i++ {
			number := uint64(n*150 + i)
			if random.Intn(20) == 0 {
				number /= 2 // delivered again
			}
			binary.LittleEndian.PutUint64(body[:], number)
			c.deliver(number, body[:])
		}
	})
	s.Wait()
}
