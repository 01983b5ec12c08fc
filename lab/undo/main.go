// Undo is the server side of an editor for drawings: it knows the current version and can step back and forth.
package main

import (
	"bytes"
	"fmt"
	"io"
	"math/rand"
	"net/http"
	"sync"

	"stanch.dev/lab/internal/serve"
)

type version struct {
	older, newer *version
	number       int
	drawing      []byte
}

type editor struct {
	mu      sync.Mutex
	current *version
}

func (e *editor) save(number int, drawing []byte) {
	v := &version{number: number, drawing: bytes.Clone(drawing)}
	e.mu.Lock()
	defer e.mu.Unlock()
	v.older = e.current
	if e.current != nil {
		e.current.newer = v
	}
	e.current = v
}

func (e *editor) number() int {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.current == nil {
		return 0
	}
	return e.current.number
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	e := &editor{}
	s.Mux.HandleFunc("/save", func(w http.ResponseWriter, r *http.Request) {
		drawing, err := io.ReadAll(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		e.save(e.number()+1, drawing)
		fmt.Fprintln(w, e.number())
	})
	s.Start()
	s.Every(30, 19, func(_ int, random *rand.Rand) {
		s.Post("/save", bytes.NewReader(make([]byte, 10000+random.Intn(20000))))
	})
	s.Wait()
}
