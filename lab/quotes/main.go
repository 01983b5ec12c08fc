// Quotes asks several carriers for a price and answers with the first one in time.
package main

import (
	"errors"
	"fmt"
	"hash/fnv"
	"net/http"
	"time"

	"stanch.dev/lab/internal/serve"
)

type quote struct {
	carrier string
	cents   int
}

type desk struct {
	carriers []string
	patience time.Duration
}

func (d *desk) best(parcel string) (quote, error) {
	answers := make(chan quote)
	for _, carrier := range d.carriers {
		go func() {
			q := ask(carrier, parcel)
			answers <- q
		}()
	}
	select {
	case q := <-answers:
		return q, nil
	case <-time.After(d.patience):
		return quote{}, errors.New("no carrier answered in time")
	}
}

// ask stands for a call to a carrier's API; answers take 20 to 120 ms.
func ask(carrier, parcel string) quote {
	h := fnv.New32a()
	h.Write([]byte(carrier + parcel))
	sum := h.Sum32()
	time.Sleep(time.Duration(20+sum%100) * time.Millisecond)
	return quote{carrier, 400 + int(sum%900)}
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	d := &desk{carriers: []string{"northpost", "swift", "harbour"}, patience: 90 * time.Millisecond}
	s.Mux.HandleFunc("/quote", func(w http.ResponseWriter, r *http.Request) {
		q, err := d.best(r.URL.Query().Get("parcel"))
		if err != nil {
			http.Error(w, err.Error(), http.StatusGatewayTimeout)
			return
		}
		fmt.Fprintf(w, "%s %d\n", q.carrier, q.cents)
	})
	s.Start()
	s.Arrivals(6, 1, func(n int) { s.Get(fmt.Sprintf("/quote?parcel=%d", n)) })
	s.Wait()
}
