// Pages keeps the opening lines of the latest documents, to show what is new.
package main

import (
	"bytes"
	"fmt"
	"math/rand"
	"net/http"
	"sync"

	"stanch.dev/lab/internal/serve"
)

const latest = 300

type board struct {
	mu       sync.Mutex
	openings [][]byte
}

func (b *board) publish(document []byte) {
	opening, _, _ := bytes.Cut(document, []byte("\n"))
	b.mu.Lock()
	defer b.mu.Unlock()
	b.openings = append(b.openings, opening)
	if len(b.openings) > latest {
		b.openings = append(b.openings[:0:0], b.openings[len(b.openings)-latest:]...)
	}
}

func (b *board) show(w http.ResponseWriter, _ *http.Request) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, opening := range b.openings {
		fmt.Fprintf(w, "%s\n", opening)
	}
}

func main() {
	s := serve.New(serve.Pprof | serve.MemJSON)
	b := &board{}
	s.Mux.HandleFunc("/new", b.show)
	s.Start()
	s.Every(30, 122, func(n int, random *rand.Rand) {
		document := make([]byte, 30000+random.Intn(20000))
		copy(document, fmt.Sprintf("Document %d\nText", n))
		b.publish(document)
	})
	s.Every(2, 123, func(int, *rand.Rand) { s.Get("/new") })
	s.Wait()
}
