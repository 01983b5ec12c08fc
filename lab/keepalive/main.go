// Keepalive holds sessions of a game open by sending a small packet now and then.
package main

import (
	"fmt"
	"math/rand"
	"net/http"
	"sync"
	"time"

	"stanch.dev/lab/internal/serve"
)

type session struct {
	id    int
	send  func([]byte)
	state []byte
	beat  time.Duration
}

type server struct {
	mu       sync.Mutex
	sessions map[int]*session
	packets  int
}

func (s *server) join(id int) *session {
	c := &session{id: id, send: s.deliver, beat: 2 * time.Second}
	c.state = make([]byte, 20<<10)
	s.mu.Lock()
	s.sessions[id] = c
	s.mu.Unlock()
	c.arm()
	return c
}

func (s *server) leave(id int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.sessions, id)
}

func (s *server) deliver([]byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.packets++
}

func (c *session) arm() {
	time.AfterFunc(c.beat, func() {
		c.send(c.state[:8])
		c.arm()
	})
}

func main() {
	s := serve.New(serve.Pprof | serve.MemJSON)
	game := &server{sessions: make(map[int]*session)}
	s.Mux.HandleFunc("/players", func(w http.ResponseWriter, _ *http.Request) {
		game.mu.Lock()
		defer game.mu.Unlock()
		fmt.Fprintln(w, len(game.sessions), game.packets)
	})
	s.Start()
	s.Every(30, 44, func(n int, _ *rand.Rand) {
		game.join(n)
		game.leave(n - 60)
	})
	s.Every(1, 45, func(int, *rand.Rand) { s.Get("/players") })
	s.Wait()
}
