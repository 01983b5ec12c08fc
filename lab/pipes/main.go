// Pipes exports tables as JSON lines, produced while they are read.
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"

	"stanch.dev/lab/internal/serve"
)

type row struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

// export returns a reader of the table; the rows are produced as they are read.
func export(rows int) io.Reader {
	reader, writer := io.Pipe()
	go produce(writer, rows)
	return reader
}

func produce(writer *io.PipeWriter, rows int) {
	encoder := json.NewEncoder(writer)
	for i := 0; i < rows; i++ {
		if err := encoder.Encode(row{i, fmt.Sprintf("row %d", i)}); err != nil {
			writer.CloseWithError(err)
			return
		}
	}
	writer.Close()
}

var errLimit = errors.New("too many rows")

func head(w io.Writer, rows, limit int) error {
	lines := bufio.NewScanner(export(rows))
	for n := 0; lines.Scan(); n++ {
		if n == limit {
			return errLimit
		}
		fmt.Fprintln(w, lines.Text())
	}
	return lines.Err()
}

func main() {
	s := serve.New(serve.Pprof | serve.Metrics)
	s.Mux.HandleFunc("/export", func(w http.ResponseWriter, r *http.Request) {
		rows, _ := strconv.Atoi(r.URL.Query().Get("rows"))
		if err := head(w, rows, 100); err != nil {
			fmt.Fprintln(w, err)
		}
	})
	s.Start()
	s.Arrivals(20, 49, func(n int) { s.Get(fmt.Sprintf("/export?rows=%d", 20+(n*37)%150)) })
	s.Wait()
}
