// Importer reads CSV uploads and books their rows in parallel.
package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"

	"stanch.dev/lab/internal/serve"
)

type book struct {
	total  atomic.Int64
	booked atomic.Int64
}

const bookers = 2

func (b *book) load(body io.Reader) error {
	rows := make(chan []string, 16)
	for i := 0; i < bookers; i++ {
		go b.bookRows(rows)
	}
	reader := csv.NewReader(body)
	for {
		row, err := reader.Read()
		if err == io.EOF {
			break
		}
		if err != nil {
			return fmt.Errorf("upload: %w", err)
		}
		rows <- row
	}
	close(rows)
	return nil
}

func (b *book) bookRows(rows <-chan []string) {
	for row := range rows {
		cents, err := strconv.ParseInt(row[1], 10, 64)
		if err != nil {
			continue
		}
		b.total.Add(cents)
		b.booked.Add(1)
	}
}

func main() {
	s := serve.New(serve.Pprof | serve.Metrics)
	b := &book{}
	s.Mux.HandleFunc("/import", func(w http.ResponseWriter, r *http.Request) {
		if err := b.load(r.Body); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		fmt.Fprintln(w, b.booked.Load())
	})
	s.Start()
	s.Arrivals(15, 2, func(n int) { s.Post("/import", strings.NewReader(upload(n))) })
	s.Wait()
}

// upload makes a file of a few dozen rows; one in three was cut off by the sender.
func upload(n int) string {
	var file strings.Builder
	for i := 0; i < 30+n%20; i++ {
		fmt.Fprintf(&file, "invoice-%d-%d,%d\n", n, i, 100+i*7)
	}
	if n%3 == 0 {
		file.WriteString("invoice-\"cut")
	}
	return file.String()
}
