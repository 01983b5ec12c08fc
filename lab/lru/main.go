// Lru serves rendered articles from a cache of limited size.
package main

import (
	"container/list"
	"fmt"
	"math/rand"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"stanch.dev/lab/internal/serve"
)

type entry struct {
	id   int
	html string
}

type cache struct {
	mu    sync.Mutex
	limit int
	order *list.List
	byID  map[int]*list.Element
}

func (c *cache) get(id int, render func(int) string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if e, ok := c.byID[id]; ok {
		c.order.MoveToFront(e)
		return e.Value.(*entry).html
	}
	added := &entry{id, render(id)}
	c.byID[id] = c.order.PushFront(added)
	for c.order.Len() > c.limit {
		oldest := c.order.Back()
		c.order.Remove(oldest)
		delete(c.byID, oldest.Value.(*entry).id)
	}
	return added.html
}

func render(id int) string {
	return strings.Repeat(fmt.Sprintf("<p>Article %d</p>\n", id), 800+id%300)
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	c := &cache{limit: 600, order: list.New(), byID: make(map[int]*list.Element)}
	s.Mux.HandleFunc("/article", func(w http.ResponseWriter, r *http.Request) {
		id, _ := strconv.Atoi(r.URL.Query().Get("id"))
		fmt.Fprintln(w, len(c.get(id, render)))
	})
	s.Start()
	s.Every(70, 101, func(n int, random *rand.Rand) {
		id := n
		if random.Intn(4) == 0 {
			id = max(0, n-random.Intn(500))
		}
		s.Get(fmt.Sprintf("/article?id=%d", id))
	})
	s.Wait()
}
