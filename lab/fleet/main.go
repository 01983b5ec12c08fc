// Fleet takes positions from vehicles that keep their connection open, each vehicle one.
package main

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"
	"time"

	"stanch.dev/lab/internal/serve"
)

type tracker struct {
	mu        sync.Mutex
	positions map[string]string
}

func (t *tracker) report(w http.ResponseWriter, r *http.Request) {
	position, err := io.ReadAll(io.LimitReader(r.Body, 1024))
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.positions[r.URL.Query().Get("vehicle")] = string(position)
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	t := &tracker{positions: make(map[string]string)}
	s.Mux.HandleFunc("/report", t.report)
	s.Start()
	for i := 0; i < 120; i++ {
		go vehicle(s.URL, i)
	}
	s.Wait()
}

// vehicle starts its shift some time after the others, and then reports twice a second.
func vehicle(url string, number int) {
	time.Sleep(time.Duration(number) * 90 * time.Millisecond)
	client := &http.Client{Timeout: 3 * time.Second, Transport: &http.Transport{MaxIdleConnsPerHost: 1}}
	for n := 0; ; n++ {
		body := strings.NewReader(fmt.Sprintf("48.%04d 11.%04d", n%9999, number))
		response, err := client.Post(fmt.Sprintf("%s/report?vehicle=%d", url, number), "text/plain", body)
		if err == nil {
			io.Copy(io.Discard, response.Body)
			response.Body.Close()
		}
		time.Sleep(500 * time.Millisecond)
	}
}
