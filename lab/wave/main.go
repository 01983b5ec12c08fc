// Wave is a booking service whose visitors come in waves, as the trains arrive.
package main

import (
	"fmt"
	"math"
	"math/rand"
	"net/http"
	"time"

	"stanch.dev/lab/internal/serve"
)

type booking struct {
	seats []byte
}

// reserve holds the seats while the visitor decides.
func reserve(w http.ResponseWriter, r *http.Request) {
	b := &booking{seats: make([]byte, 40<<10)}
	select {
	case <-time.After(1500 * time.Millisecond):
		b.seats[0] = 1
		fmt.Fprintln(w, "booked", len(b.seats))
	case <-r.Context().Done():
	}
}

func main() {
	s := serve.New(serve.Pprof | serve.MemJSON)
	s.Mux.HandleFunc("/reserve", reserve)
	s.Start()
	client := &http.Client{Timeout: 5 * time.Second}
	start := time.Now()
	s.Every(60, 109, func(_ int, random *rand.Rand) {
		swing := math.Sin(time.Since(start).Seconds() / 14 * 2 * math.Pi)
		if random.Float64() > 0.5+0.45*swing {
			return
		}
		go func() {
			if response, err := client.Get(s.URL + "/reserve"); err == nil {
				response.Body.Close()
			}
		}()
	})
	s.Wait()
}
