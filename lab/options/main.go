// Options prices options on shares; the same question is asked more than once.
package main

import (
	"fmt"
	"math"
	"math/rand"
	"net/http"

	"stanch.dev/lab/internal/serve"
	"stanch.dev/lab/options/memo"
)

type question struct {
	share  int
	strike float64
	spot   float64
}

type grid struct {
	cells [1024]float64
}

// price fills a binomial grid.
func price(q question) *grid {
	g := new(grid)
	for i := range g.cells {
		g.cells[i] = math.Max(0, q.spot*math.Exp(0.002*float64(i-512))-q.strike)
	}
	return g
}

func main() {
	s := serve.New(serve.Pprof | serve.Metrics)
	prices := memo.New(price)
	s.Mux.HandleFunc("/price", func(w http.ResponseWriter, r *http.Request) {
		var q question
		fmt.Sscan(r.URL.Query().Get("share"), &q.share)
		fmt.Sscan(r.URL.Query().Get("spot"), &q.spot)
		q.strike = 100
		fmt.Fprintf(w, "%.2f\n", prices.Get(q).cells[512])
	})
	s.Start()
	s.Every(70, 51, func(_ int, random *rand.Rand) {
		s.Get(fmt.Sprintf("/price?share=%d&spot=%.3f", random.Intn(50), 80+40*random.Float64()))
	})
	s.Wait()
}
