// Ledger books transfers between accounts.
package main

import (
	"errors"
	"fmt"
	"net/http"
	"strconv"
	"sync"

	"stanch.dev/lab/internal/serve"
)

type account struct {
	mu    sync.Mutex
	cents int
	limit int
}

type ledger struct {
	accounts []*account
}

var errLimit = errors.New("over the limit")

func (l *ledger) book(id, cents int) error {
	a := l.accounts[id]
	a.mu.Lock()
	if a.cents+cents > a.limit {
		return errLimit
	}
	a.cents += cents
	a.mu.Unlock()
	return nil
}

func (l *ledger) handle(w http.ResponseWriter, r *http.Request) {
	id, _ := strconv.Atoi(r.URL.Query().Get("account"))
	cents, _ := strconv.Atoi(r.URL.Query().Get("cents"))
	if err := l.book(id%len(l.accounts), cents); err != nil {
		http.Error(w, err.Error(), http.StatusConflict)
		return
	}
	fmt.Fprintln(w, "booked")
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	l := &ledger{}
	for i := 0; i < 20; i++ {
		l.accounts = append(l.accounts, &account{limit: 120 + 25*(i%5)*(i%9)})
	}
	s.Mux.HandleFunc("/book", l.handle)
	s.Start()
	s.Arrivals(20, 5, func(n int) { s.Post(fmt.Sprintf("/book?account=%d&cents=%d", n*7, n%120), nil) })
	s.Wait()
}
