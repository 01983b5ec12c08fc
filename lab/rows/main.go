// Rows answers whether a customer has open invoices.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"net/http"
	"strconv"

	"stanch.dev/lab/internal/serve"
	_ "stanch.dev/lab/rows/memdb"
)

type invoices struct {
	db  *sql.DB
	ctx context.Context // ends with the service
}

// first returns the customer's oldest open invoice, 0 if there is none.
func (i *invoices) first(customer int) (int, error) {
	rows, err := i.db.QueryContext(i.ctx, strconv.Itoa(customer%3))
	if err != nil {
		return 0, err
	}
	var number int
	for rows.Next() {
		if err := rows.Scan(&number); err != nil {
			return 0, err
		}
		return number, nil
	}
	return 0, rows.Err()
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	db, err := sql.Open("memdb", "")
	if err != nil {
		panic(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	defer stop()
	i := &invoices{db, ctx}
	s.Mux.HandleFunc("/open", func(w http.ResponseWriter, r *http.Request) {
		customer, _ := strconv.Atoi(r.URL.Query().Get("customer"))
		number, err := i.first(customer)
		fmt.Fprintln(w, number, err)
	})
	s.Start()
	s.Arrivals(12, 48, func(n int) { s.Get(fmt.Sprintf("/open?customer=%d", n)) })
	s.Wait()
}
