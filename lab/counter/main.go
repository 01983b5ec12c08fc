// Counter books tickets under one lock; in the rush many callers wait for it, but each gets its turn.
package main

import (
	"fmt"
	"math/rand"
	"net/http"
	"sync"
	"time"

	"stanch.dev/lab/internal/serve"
)

type counter struct {
	mu   sync.Mutex
	sold map[int]int
}

func (c *counter) sell(show int) int {
	c.mu.Lock()
	defer c.mu.Unlock()
	time.Sleep(18 * time.Millisecond) // the printer
	c.sold[show]++
	return c.sold[show]
}

func main() {
	s := serve.New(serve.Pprof | serve.Metrics)
	c := &counter{sold: make(map[int]int)}
	s.Mux.HandleFunc("/sell", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, c.sell(len(r.URL.RawQuery)))
	})
	s.Start()
	client := &http.Client{Timeout: 20 * time.Second}
	start := time.Now()
	s.Every(60, 125, func(_ int, random *rand.Rand) {
		rush := int(time.Since(start).Seconds())%16 < 6
		if !rush && random.Intn(5) > 0 {
			return
		}
		go func() {
			if response, err := client.Get(s.URL + "/sell?show"); err == nil {
				response.Body.Close()
			}
		}()
	})
	s.Wait()
}
