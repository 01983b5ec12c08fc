// Scores pushes results to spectators for as long as they watch.
package main

import (
	"context"
	"fmt"
	"math/rand"
	"net/http"
	"time"

	"stanch.dev/lab/internal/serve"
)

type spectator struct {
	history []byte
	timeout *time.Timer
}

func watch(w http.ResponseWriter, r *http.Request) {
	s := &spectator{history: make([]byte, 16<<10)}
	ctx, cancel := context.WithTimeout(r.Context(), time.Hour)
	defer cancel()
	s.timeout = time.AfterFunc(10*time.Minute, cancel)
	defer s.timeout.Stop()
	ticker := time.NewTicker(400 * time.Millisecond)
	defer ticker.Stop()
	for i := 0; ; i++ {
		select {
		case now := <-ticker.C:
			s.history[i%len(s.history)] = byte(now.Second())
			fmt.Fprintf(w, "%d:%d\n", i, now.Second()%5)
			w.(http.Flusher).Flush()
		case <-ctx.Done():
			return
		}
	}
}

func main() {
	s := serve.New(serve.Pprof | serve.Metrics)
	s.Mux.HandleFunc("/watch", watch)
	s.Start()
	s.Every(14, 121, func(_ int, random *rand.Rand) {
		stay := time.Duration(3000+random.Intn(4000)) * time.Millisecond
		go func() {
			client := &http.Client{Timeout: stay}
			if response, err := client.Get(s.URL + "/watch"); err == nil {
				buffer := make([]byte, 256)
				for err == nil {
					_, err = response.Body.Read(buffer)
				}
				response.Body.Close()
			}
			client.CloseIdleConnections()
		}()
	})
	s.Wait()
}
