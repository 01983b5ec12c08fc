// Reload routes requests by rules, and loads larger rules a while after its start.
package main

import (
	"fmt"
	"math/rand"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"stanch.dev/lab/internal/serve"
)

type rules struct {
	prefixes map[string]string
	text     []string
}

func load(n int) *rules {
	r := &rules{prefixes: make(map[string]string)}
	for i := 0; i < n; i++ {
		r.prefixes[fmt.Sprintf("/r%d", i)] = fmt.Sprintf("backend-%d", i%7)
		r.text = append(r.text, strings.Repeat("allow ", 40))
	}
	return r
}

type router struct {
	current atomic.Pointer[rules]
}

func (r *router) route(w http.ResponseWriter, request *http.Request) {
	backend, ok := r.current.Load().prefixes[request.URL.Path]
	if !ok {
		http.NotFound(w, request)
		return
	}
	fmt.Fprintln(w, backend)
}

// refresh replaces the rules four times, each set larger than the last, and watches the source from then on.
func (r *router) refresh() {
	for n := 1; n <= 4; n++ {
		time.Sleep(3 * time.Second)
		r.current.Store(load(12000 * n))
	}
	ticker := time.NewTicker(5 * time.Second)
	defer ticker.Stop()
	for range ticker.C {
		r.current.Store(load(48000))
	}
}

func main() {
	s := serve.New(serve.Pprof | serve.MemJSON)
	r := &router{}
	r.current.Store(load(100))
	s.Mux.HandleFunc("/", r.route)
	go r.refresh()
	s.Start()
	s.Every(40, 118, func(_ int, random *rand.Rand) { s.Get(fmt.Sprintf("/r%d", random.Intn(200))) })
	s.Wait()
}
