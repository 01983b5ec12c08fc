// Catalog answers product searches from a cache, and remembers for each tenant what was shown on which page.
package main

import (
	"encoding/json"
	"fmt"
	"math/rand"
	"net/http"
	"strconv"
	"sync"

	"stanch.dev/lab/internal/serve"
)

type result struct {
	query    int
	products []int64
}

type catalog struct {
	mu     sync.Mutex
	cached map[int]*result
	fifo   []int
	shown  map[string]map[int]*result // tenant → page view → result
}

const cacheLimit = 1500

func (c *catalog) search(tenant string, view, query int) *result {
	c.mu.Lock()
	defer c.mu.Unlock()
	r, ok := c.cached[query]
	if !ok {
		r = find(query)
		c.cached[query] = r
		c.fifo = append(c.fifo, query)
		for len(c.fifo) > cacheLimit {
			delete(c.cached, c.fifo[0])
			c.fifo = c.fifo[1:]
		}
	}
	pages, ok := c.shown[tenant]
	if !ok {
		pages = make(map[int]*result)
		c.shown[tenant] = pages
	}
	pages[view] = r
	return r
}

func find(query int) *result {
	r := &result{query: query}
	r.products = make([]int64, 500)
	for i := range r.products {
		r.products[i] = int64(query*31+i*i) % 100003
	}
	return r
}

func (c *catalog) handle(w http.ResponseWriter, r *http.Request) {
	view, _ := strconv.Atoi(r.URL.Query().Get("view"))
	query, _ := strconv.Atoi(r.URL.Query().Get("query"))
	found := c.search("tenant"+strconv.Itoa(view%9), view, query)
	page, err := json.Marshal(map[string]any{"query": query, "products": found.products, "facets": facets(found)})
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	w.Write(page)
}

// facets groups the products; a page throws all of this away.
func facets(r *result) map[string][]int64 {
	groups := make(map[string][]int64)
	for _, p := range r.products {
		key := "group-" + strconv.FormatInt(p%40, 10)
		groups[key] = append(groups[key], p)
	}
	return groups
}

func main() {
	s := serve.New(serve.Pprof | serve.Metrics)
	c := &catalog{cached: make(map[int]*result), shown: make(map[string]map[int]*result)}
	s.Mux.HandleFunc("/search", c.handle)
	s.Start()
	s.Every(180, 59, func(n int, random *rand.Rand) {
		query := random.Intn(1200)
		if random.Intn(3) == 0 {
			query = 2000 + n
		}
		s.Get(fmt.Sprintf("/search?view=%d&query=%d", n, query))
	})
	s.Wait()
}
