// Ringlog keeps the latest log lines for the support page.
package main

import (
	"fmt"
	"math/rand"
	"net/http"
	"strings"
	"sync"

	"stanch.dev/lab/internal/serve"
)

type ring struct {
	mu    sync.Mutex
	lines []string
	next  int
}

func (r *ring) add(line string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lines[r.next%len(r.lines)] = line
	r.next++
}

func (r *ring) latest(n int) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	latest := make([]string, 0, n)
	for i := r.next - 1; i >= 0 && len(latest) < n; i-- {
		latest = append(latest, r.lines[i%len(r.lines)])
	}
	return latest
}

func main() {
	s := serve.New(serve.Pprof | serve.MemJSON)
	r := &ring{lines: make([]string, 4000)}
	s.Mux.HandleFunc("/log", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, strings.Join(r.latest(50), "\n")) })
	s.Start()
	s.Every(400, 103, func(n int, random *rand.Rand) {
		r.add(fmt.Sprintf("request %d took %d ms: %s", n, random.Intn(90), strings.Repeat("detail ", 150+random.Intn(200))))
	})
	s.Every(2, 104, func(int, *rand.Rand) { s.Get("/log") })
	s.Wait()
}
