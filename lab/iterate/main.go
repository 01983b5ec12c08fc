//go:build go1.23

// Iterate merges sorted event streams and reports the first events of each minute.
package main

import (
	"fmt"
	"iter"
	"net/http"
	"strconv"

	"stanch.dev/lab/internal/serve"
)

// source has an event every period seconds.
type source struct {
	period, end int
}

func (s source) all(yield func(int) bool) {
	for at := s.period; at < s.end; at += s.period {
		if !yield(at) {
			return
		}
	}
}

// merge returns the first n events of the sources, in order.
func merge(sources []source, n int) []int {
	heads := make([]int, len(sources))
	next := make([]func() (int, bool), len(sources))
	for i, s := range sources {
		next[i], _ = iter.Pull(s.all)
		heads[i], _ = next[i]()
	}
	var merged []int
	for len(merged) < n {
		first := 0
		for i, at := range heads {
			if at > 0 && (heads[first] == 0 || at < heads[first]) {
				first = i
			}
		}
		merged = append(merged, heads[first])
		heads[first], _ = next[first]()
	}
	return merged
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	s.Mux.HandleFunc("/first", func(w http.ResponseWriter, r *http.Request) {
		period, _ := strconv.Atoi(r.URL.Query().Get("period"))
		fmt.Fprintln(w, merge([]source{{period, 3600}, {period + 3, 3600}}, 10))
	})
	s.Start()
	s.Arrivals(6, 50, func(n int) { s.Get(fmt.Sprintf("/first?period=%d", 5+n%20)) })
	s.Wait()
}
