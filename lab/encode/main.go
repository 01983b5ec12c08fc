// Encode turns measurements into JSON with reused buffers.
package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand"
	"net/http"
	"strconv"
	"sync"
	"time"

	"stanch.dev/lab/internal/serve"
)

type measurement struct {
	Station int       `json:"station"`
	Values  []float64 `json:"values"`
}

var buffers = sync.Pool{New: func() any { return bytes.NewBuffer(make([]byte, 0, 128<<10)) }}

func encode(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(r.URL.Query().Get("n"))
	m := measurement{Station: n, Values: make([]float64, 500)}
	for i := range m.Values {
		m.Values[i] = float64(n*i) / 7
	}
	buffer := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(buffer)
	buffer.Reset()
	json.NewEncoder(buffer).Encode(m)
	time.Sleep(40 * time.Millisecond) // the station's line is slow
	w.Write(buffer.Bytes())
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	s.Mux.HandleFunc("/values", encode)
	s.Start()
	s.Arrivals(80, 111, func(n int) { s.Get(fmt.Sprintf("/values?n=%d", n)) })
	s.Every(0.3, 112, func(_ int, random *rand.Rand) {
		for i := 0; i < 40; i++ {
			go s.Get(fmt.Sprintf("/values?n=%d", random.Intn(1000)))
			time.Sleep(time.Millisecond)
		}
	})
	s.Wait()
}
