// Chat lets people talk in rooms; who joins sees what was said before.
package main

import (
	"container/list"
	"fmt"
	"math/rand"
	"net/http"
	"strings"
	"sync"
	"time"

	"stanch.dev/lab/internal/serve"
)

type message struct {
	at   time.Time
	from string
	text string
}

type room struct {
	mu      sync.Mutex
	history *list.List
}

type house struct {
	rooms [12]*room
}

func (h *house) say(number int, from string, words []string) {
	text := strings.Join(words, " ")
	r := h.rooms[number%len(h.rooms)]
	r.mu.Lock()
	defer r.mu.Unlock()
	r.history.PushBack(&message{time.Now(), from, text})
}

func (r *room) last(n int) []*message {
	r.mu.Lock()
	defer r.mu.Unlock()
	var said []*message
	for e := r.history.Back(); e != nil && len(said) < n; e = e.Prev() {
		said = append(said, e.Value.(*message))
	}
	return said
}

func main() {
	s := serve.New(serve.Pprof | serve.MemJSON)
	h := &house{}
	for i := range h.rooms {
		h.rooms[i] = &room{history: list.New()}
	}
	s.Mux.HandleFunc("/join", func(w http.ResponseWriter, r *http.Request) {
		for _, m := range h.rooms[3].last(50) {
			fmt.Fprintf(w, "%s: %s\n", m.from, m.text)
		}
	})
	s.Start()
	s.Every(200, 25, func(n int, random *rand.Rand) {
		words := make([]string, 100+random.Intn(200))
		for i := range words {
			words[i] = vocabulary[random.Intn(len(vocabulary))]
		}
		h.say(n, "guest", words)
	})
	s.Every(5, 26, func(int, *rand.Rand) { s.Get("/join") })
	s.Wait()
}

var vocabulary = strings.Fields("when shall we meet again under the old bridge with all those lanterns nobody remembers lighting tomorrow perhaps")
