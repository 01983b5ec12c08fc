// Progress runs conversions and tells the waiting browser how far they are.
package main

import (
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"stanch.dev/lab/internal/serve"
)

type conversion struct {
	pages atomic.Int64
	shown atomic.Int64
}

// convert works through the pages and publishes its progress four times a second.
func (c *conversion) convert(pages int) {
	ticker := time.NewTicker(250 * time.Millisecond)
	go func() {
		for range ticker.C {
			c.shown.Store(c.pages.Load())
		}
	}()
	for i := 0; i < pages; i++ {
		time.Sleep(3 * time.Millisecond)
		c.pages.Add(1)
	}
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	s.Mux.HandleFunc("/convert", func(w http.ResponseWriter, r *http.Request) {
		c := &conversion{}
		c.convert(40 + len(r.URL.RawQuery))
		fmt.Fprintln(w, c.pages.Load())
	})
	s.Start()
	s.Arrivals(9, 43, func(n int) { s.Get(fmt.Sprintf("/convert?%d", n)) })
	s.Wait()
}
