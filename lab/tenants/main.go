// Tenants serves many customers from one process and follows changes of their settings.
package main

import (
	"fmt"
	"math/rand"
	"net/http"
	"sync"
	"time"

	"stanch.dev/lab/internal/serve"
)

type settings struct {
	mu      sync.RWMutex
	theme   string
	version int
	reload  chan struct{}
}

type registry struct {
	mu      sync.Mutex
	tenants map[string]*settings
}

// open returns the settings of a tenant and starts following them. Tenants that were idle are dropped by expire.
func (r *registry) open(tenant string) *settings {
	r.mu.Lock()
	defer r.mu.Unlock()
	if s, ok := r.tenants[tenant]; ok {
		return s
	}
	s := &settings{theme: "plain", reload: make(chan struct{}, 1)}
	r.tenants[tenant] = s
	go s.follow(900 * time.Millisecond)
	return s
}

func (s *settings) follow(interval time.Duration) {
	for {
		select {
		case <-time.After(interval):
			s.refresh()
		case <-s.reload:
			s.refresh()
		}
	}
}

func (s *settings) refresh() {
	s.mu.Lock()
	s.version++
	s.mu.Unlock()
}

// expire drops half of the tenants.
func (r *registry) expire() {
	r.mu.Lock()
	defer r.mu.Unlock()
	drop := len(r.tenants) / 2
	for name := range r.tenants {
		if drop--; drop < 0 {
			return
		}
		delete(r.tenants, name)
	}
}

func main() {
	s := serve.New(serve.Pprof | serve.MemJSON)
	r := &registry{tenants: make(map[string]*settings)}
	s.Mux.HandleFunc("/theme", func(w http.ResponseWriter, req *http.Request) {
		t := r.open(req.URL.Query().Get("tenant"))
		t.mu.RLock()
		defer t.mu.RUnlock()
		fmt.Fprintln(w, t.theme, t.version)
	})
	s.Start()
	s.Every(25, 15, func(_ int, random *rand.Rand) { s.Get(fmt.Sprintf("/theme?tenant=t%d", random.Intn(200))) })
	s.Every(0.5, 16, func(int, *rand.Rand) { r.expire() })
	s.Wait()
}
