// Visitors goes through access logs and counts the visits of each visitor.
package main

import (
	"bytes"
	"fmt"
	"math/rand"
	"net/http"
	"strings"
	"sync"

	"stanch.dev/lab/internal/serve"
)

type counter struct {
	mu     sync.Mutex
	visits map[string]int
}

// file takes a log file as it came from the edge and counts its first visitor of each page.
func (c *counter) file(raw []byte) int {
	text := string(raw)
	lines := strings.Split(text, "\n")
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := 0; i < len(lines); i += 200 {
		id, _, ok := strings.Cut(lines[i], " ")
		if !ok {
			continue
		}
		c.visits[id]++
	}
	return len(lines)
}

func main() {
	s := serve.New(serve.Pprof | serve.Metrics)
	c := &counter{visits: make(map[string]int)}
	s.Mux.HandleFunc("/visitors", func(w http.ResponseWriter, _ *http.Request) {
		c.mu.Lock()
		defer c.mu.Unlock()
		fmt.Fprintln(w, len(c.visits))
	})
	s.Start()
	s.Every(10, 33, func(n int, random *rand.Rand) { c.file(edgeLog(n, random)) })
	s.Every(1, 34, func(int, *rand.Rand) { s.Get("/visitors") })
	s.Wait()
}

// edgeLog is a log of about 80 kB.
func edgeLog(n int, random *rand.Rand) []byte {
	var file bytes.Buffer
	for i := 0; i < 1500+random.Intn(400); i++ {
		fmt.Fprintf(&file, "visitor-%08d-%04d GET /articles/%d 200\n", n, i, i%70)
	}
	return file.Bytes()
}
