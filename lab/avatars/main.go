// Avatars draws pictures for users who have none, and remembers them because drawing is slow.
package main

import (
	"fmt"
	"hash/fnv"
	"math/rand"
	"net/http"
	"sync"

	"stanch.dev/lab/internal/serve"
)

type gallery struct {
	mu    sync.RWMutex
	drawn map[string][]byte
}

func (g *gallery) avatar(user string) []byte {
	g.mu.RLock()
	picture, ok := g.drawn[user]
	g.mu.RUnlock()
	if ok {
		return picture
	}
	picture = draw(user)
	g.mu.Lock()
	defer g.mu.Unlock()
	g.drawn[user] = picture
	return picture
}

func draw(user string) []byte {
	h := fnv.New64a()
	h.Write([]byte(user))
	picture := make([]byte, 96*96*4)
	random := rand.New(rand.NewSource(int64(h.Sum64())))
	random.Read(picture)
	return picture
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	g := &gallery{drawn: make(map[string][]byte)}
	s.Mux.HandleFunc("/avatar", func(w http.ResponseWriter, r *http.Request) { w.Write(g.avatar(r.URL.Query().Get("user"))) })
	s.Start()
	s.Every(40, 22, func(n int, random *rand.Rand) {
		user := n // most visitors are new ones
		if random.Intn(3) == 0 {
			user = random.Intn(n + 1)
		}
		s.Get(fmt.Sprintf("/avatar?user=u%d", user))
	})
	s.Wait()
}
