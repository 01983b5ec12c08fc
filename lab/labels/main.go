// Labels counts requests and their durations by method, path and status.
package main

import (
	"fmt"
	"math/rand"
	"net/http"
	"strings"
	"sync"
	"time"

	"stanch.dev/lab/internal/serve"
)

type histogram struct {
	bounds []float64
	counts []uint64
	sum    float64
}

type registry struct {
	mu     sync.Mutex
	bounds []float64
	series map[string]*histogram
}

func (r *registry) observe(method, path string, status int, took time.Duration) {
	key := fmt.Sprintf("requests{method=%q,path=%q,status=\"%d\"}", method, path, status)
	r.mu.Lock()
	defer r.mu.Unlock()
	h, ok := r.series[key]
	if !ok {
		h = newHistogram(r.bounds)
		r.series[key] = h
	}
	h.add(took.Seconds())
}

func newHistogram(bounds []float64) *histogram {
	h := &histogram{bounds: bounds}
	h.counts = make([]uint64, 2*len(bounds)) // by success and failure
	return h
}

// exponential gives n bounds that grow from a tenth of a millisecond.
func exponential(n int) []float64 {
	bounds := make([]float64, n)
	bound := 0.0001
	for i := range bounds {
		bounds[i] = bound
		bound *= 1.2
	}
	return bounds
}

func (h *histogram) add(seconds float64) {
	h.sum += seconds
	for i, bound := range h.bounds {
		if seconds <= bound {
			h.counts[i]++
			return
		}
	}
}

func measured(r *registry, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		start := time.Now()
		next.ServeHTTP(w, req)
		r.observe(req.Method, req.URL.Path, http.StatusOK, time.Since(start))
	})
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	r := &registry{bounds: exponential(120), series: make(map[string]*histogram)}
	s.Mux.Handle("/invoice/", measured(r, http.HandlerFunc(func(w http.ResponseWriter, req *http.Request) {
		fmt.Fprintln(w, strings.TrimPrefix(req.URL.Path, "/invoice/"))
	})))
	s.Start()
	s.Arrivals(150, 29, func(n int) { s.Get(fmt.Sprintf("/invoice/%d", n)) })
	s.Every(20, 30, func(int, *rand.Rand) { s.Get("/invoice/latest") })
	s.Wait()
}
