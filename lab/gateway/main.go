// Gateway sits before two backends, asks a second one when the first is slow, and keeps short statistics.
package main

import (
	"errors"
	"fmt"
	"math"
	"math/rand"
	"net/http"
	"sync"
	"time"

	"stanch.dev/lab/internal/serve"
)

type answer struct {
	backend string
	body    []byte
}

type gateway struct {
	draining chan struct{}
	hits     chan string
	mu       sync.Mutex
	counts   map[string]int
}

func (g *gateway) fetch(path string, slow bool) (answer, error) {
	out := make(chan answer)
	g.start("first", path, slow, out)
	hedge := time.NewTimer(60 * time.Millisecond)
	defer hedge.Stop()
	select {
	case a := <-out:
		return a, nil
	case <-hedge.C:
	}
	g.start("second", path, false, out)
	patience := time.NewTimer(time.Second)
	defer patience.Stop()
	select {
	case a := <-out:
		return a, nil
	case <-patience.C:
		return answer{}, errors.New("no backend answered")
	}
}

// start asks a backend in the background; the answer comes on out, unless the gateway is drained.
func (g *gateway) start(backend, path string, slow bool, out chan<- answer) {
	go func() {
		a := call(backend, path, slow)
		select {
		case out <- a:
		case <-g.draining:
		}
	}()
}

func call(backend, path string, slow bool) answer {
	wait := 8 * time.Millisecond
	if slow {
		wait = 150 * time.Millisecond
	}
	time.Sleep(wait)
	return answer{backend, make([]byte, 2000+len(path))}
}

func (g *gateway) handle(w http.ResponseWriter, r *http.Request) {
	a, err := g.fetch(r.URL.Path, r.URL.Query().Has("slow"))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadGateway)
		return
	}
	g.hits <- a.backend
	w.Write(a.body)
}

func (g *gateway) count() {
	for backend := range g.hits {
		g.mu.Lock()
		g.counts[backend]++
		g.mu.Unlock()
		time.Sleep(2 * time.Millisecond)
	}
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar | serve.Metrics)
	g := &gateway{draining: make(chan struct{}), hits: make(chan string, 8), counts: make(map[string]int)}
	for i := 0; i < 24; i++ {
		go g.count()
	}
	s.Mux.HandleFunc("/api/", g.handle)
	s.Start()

	client := &http.Client{Timeout: 5 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 40, IdleConnTimeout: 4 * time.Second}}
	start := time.Now()
	s.Every(110, 58, func(n int, random *rand.Rand) {
		if random.Float64() > 0.5+0.4*math.Sin(time.Since(start).Seconds()*0.6) {
			return
		}
		path := fmt.Sprintf("%s/api/item/%d", s.URL, n%1000)
		if random.Intn(25) == 0 {
			path += "?slow"
		}
		go func() {
			if response, err := client.Get(path); err == nil {
				time.Sleep(time.Duration(n%300) * time.Millisecond) // a slow reader
				response.Body.Close()
			}
		}()
	})
	s.Wait()
}
