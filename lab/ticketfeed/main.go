// Ticketfeed lets browsers follow a ticket: every change is pushed to those who look at it.
package main

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"stanch.dev/lab/internal/serve"
	"stanch.dev/lab/ticketfeed/hub"
)

type feed struct {
	hub *hub.Hub
}

// follow streams changes of a ticket for as long as the browser stays.
func (f *feed) follow(w http.ResponseWriter, r *http.Request) {
	ticket, err := strconv.Atoi(r.URL.Query().Get("ticket"))
	if err != nil {
		http.Error(w, "ticket?", http.StatusBadRequest)
		return
	}
	changes := f.hub.Subscribe(ticket)
	flusher := w.(http.Flusher)
	flusher.Flush()
	for {
		select {
		case change := <-changes:
			fmt.Fprintf(w, "data: %s\n\n", change)
			flusher.Flush()
		case <-r.Context().Done():
			return
		}
	}
}

func main() {
	s := serve.New(serve.Pprof | serve.MemJSON)
	f := &feed{hub: hub.New()}
	s.Mux.HandleFunc("/follow", f.follow)
	s.Start()

	s.Arrivals(8, 3, func(n int) { browse(s.URL, n%50) })
	s.Arrivals(30, 4, func(n int) { f.hub.Publish(n%50, fmt.Sprintf("state=%d", n)) })
	s.Wait()
}

// browse is a browser tab that stays for two seconds.
func browse(url string, ticket int) {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("%s/follow?ticket=%d", url, ticket), nil)
	if err != nil {
		return
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return
	}
	defer response.Body.Close()
	buffer := make([]byte, 512)
	for {
		if _, err := response.Body.Read(buffer); err != nil {
			return
		}
	}
}
