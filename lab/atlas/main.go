// Atlas answers where a place is; the table of a region is built when it is first asked for.
package main

import (
	"fmt"
	"math/rand"
	"net/http"
	"strconv"
	"sync"

	"stanch.dev/lab/internal/serve"
)

const regions = 48

type region struct {
	once   sync.Once
	places map[int]string
}

type world struct {
	regions [regions]region
}

func (w *world) find(place int) string {
	r := &w.regions[place%regions]
	r.once.Do(func() {
		r.places = make(map[int]string)
		for i := 0; i < 4000; i++ {
			r.places[i] = fmt.Sprintf("place %d of region %d", i, place%regions)
		}
	})
	return r.places[place%4000]
}

func main() {
	s := serve.New(serve.Pprof | serve.Metrics)
	atlas := &world{}
	s.Mux.HandleFunc("/find", func(w http.ResponseWriter, r *http.Request) {
		place, _ := strconv.Atoi(r.URL.Query().Get("place"))
		fmt.Fprintln(w, atlas.find(place))
	})
	s.Start()
	s.Every(12, 117, func(_ int, random *rand.Rand) { s.Get(fmt.Sprintf("/find?place=%d", random.Intn(100000))) })
	s.Wait()
}
