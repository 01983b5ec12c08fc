// Split reads measurement files and remembers the station and the last value of each.
package main

import (
	"bytes"
	"fmt"
	"io"
	"math/rand"
	"net/http"
	"sync"

	"stanch.dev/lab/internal/serve"
)

type summary struct {
	station []byte
	last    []byte
}

type archive struct {
	mu        sync.Mutex
	summaries []summary
}

func (a *archive) take(body io.Reader) (int, error) {
	content, err := read(body)
	if err != nil {
		return 0, err
	}
	lines := bytes.Split(content, []byte("\n"))
	a.mu.Lock()
	defer a.mu.Unlock()
	a.summaries = append(a.summaries, summary{station: lines[0], last: lines[len(lines)-1]})
	return len(lines), nil
}

func read(body io.Reader) ([]byte, error) {
	var content bytes.Buffer
	content.Grow(48 << 10)
	_, err := content.ReadFrom(body)
	return content.Bytes(), err
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	a := &archive{}
	s.Mux.HandleFunc("/measurements", func(w http.ResponseWriter, r *http.Request) {
		n, err := a.take(r.Body)
		fmt.Fprintln(w, n, err)
	})
	s.Start()
	s.Every(16, 54, func(n int, random *rand.Rand) {
		var file bytes.Buffer
		fmt.Fprintf(&file, "station-%d", n%700)
		for i := 0; i < 2500+random.Intn(1000); i++ {
			fmt.Fprintf(&file, "\n%d.%02d", random.Intn(40), random.Intn(100))
		}
		s.Post("/measurements", &file)
	})
	s.Wait()
}
