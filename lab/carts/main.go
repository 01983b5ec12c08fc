// Carts is the part of a shop that remembers what customers want.
package main

import (
	"fmt"
	"math/rand"
	"net/http"
	"strconv"

	"stanch.dev/lab/carts/store"
	"stanch.dev/lab/internal/serve"
)

func main() {
	s := serve.New(serve.Pprof | serve.Metrics)
	carts := store.New()
	s.Mux.HandleFunc("/shop", func(w http.ResponseWriter, r *http.Request) {
		id, err := strconv.Atoi(r.URL.Query().Get("customer"))
		if err != nil {
			http.Error(w, "customer?", http.StatusBadRequest)
			return
		}
		visit(carts, id)
		fmt.Fprintln(w, carts.Checkout(id), len(carts.Recommend(id)))
	})
	s.Start()
	s.Every(50, 28, func(_ int, random *rand.Rand) { s.Get(fmt.Sprintf("/shop?customer=%d", random.Intn(400))) })
	s.Wait()
}

// visit is a customer who looks at two dozen things and buys one.
func visit(carts *store.Store, id int) {
	for i := 0; i < 24; i++ {
		carts.View(id, store.Item{SKU: i * id, Pieces: 1})
	}
	carts.Add(id, store.Item{SKU: id, Pieces: 2})
}
