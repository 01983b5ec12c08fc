// Columns computes reports over large temporary tables; the collector is told to take its time.
package main

import (
	"fmt"
	"math/rand"
	"net/http"
	"runtime/debug"
	"sort"
	"strconv"

	"stanch.dev/lab/internal/serve"
)

type table struct {
	keys   []string
	values []float64
}

func build(rows int, random *rand.Rand) *table {
	t := &table{}
	for i := 0; i < rows; i++ {
		t.keys = append(t.keys, "row-"+strconv.Itoa(random.Intn(rows)))
		t.values = append(t.values, random.Float64())
	}
	return t
}

func (t *table) median() float64 {
	sorted := append([]float64(nil), t.values...)
	sort.Float64s(sorted)
	return sorted[len(sorted)/2]
}

func main() {
	debug.SetGCPercent(400)
	s := serve.New(serve.Pprof | serve.Expvar)
	base := build(1200000, rand.New(rand.NewSource(1)))
	s.Mux.HandleFunc("/median", func(w http.ResponseWriter, r *http.Request) {
		seed, _ := strconv.ParseInt(r.URL.Query().Get("seed"), 10, 64)
		fmt.Fprintln(w, build(20000, rand.New(rand.NewSource(seed))).median()+base.values[0])
	})
	s.Start()
	s.Every(6, 108, func(n int, _ *rand.Rand) { s.Get(fmt.Sprintf("/median?seed=%d", n)) })
	s.Wait()
}
