// Ticks shows the remaining time of auctions to everybody who watches one.
package main

import (
	"fmt"
	"net/http"
	"sync/atomic"
	"time"

	"stanch.dev/lab/internal/serve"
)

type auction struct {
	ends   time.Time
	remain atomic.Int64
}

func (a *auction) countDown() {
	for now := range time.Tick(200 * time.Millisecond) {
		a.remain.Store(int64(a.ends.Sub(now)))
	}
}

func watch(w http.ResponseWriter, r *http.Request) {
	a := &auction{ends: time.Now().Add(time.Second)}
	go a.countDown()
	for i := 0; i < 3; i++ {
		time.Sleep(300 * time.Millisecond)
		fmt.Fprintln(w, time.Duration(a.remain.Load()))
	}
}

func main() {
	s := serve.New(serve.Pprof | serve.MemJSON)
	s.Mux.HandleFunc("/auction", watch)
	s.Start()
	s.Arrivals(7, 56, func(n int) { s.Get(fmt.Sprintf("/auction?number=%d", n)) })
	s.Wait()
}
