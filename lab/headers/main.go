// Headers stores uploads elsewhere and keeps their first bytes at hand, to tell the kind of a file.
package main

import (
	"fmt"
	"hash/crc32"
	"io"
	"math/rand"
	"net/http"
	"strings"
	"sync"

	"stanch.dev/lab/internal/serve"
)

const headerBytes = 32

type catalogue struct {
	mu      sync.Mutex
	headers map[string][]byte
}

func (c *catalogue) put(name string, body io.Reader) (uint32, error) {
	buffer := make([]byte, 64<<10)
	n, err := io.ReadFull(body, buffer)
	if err != nil && err != io.ErrUnexpectedEOF {
		return 0, err
	}
	sum := store(buffer[:n])
	c.mu.Lock()
	defer c.mu.Unlock()
	c.headers[name] = buffer[:min(n, headerBytes)]
	return sum, nil
}

// store stands for the write to the object store.
func store(content []byte) uint32 { return crc32.ChecksumIEEE(content) }

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	c := &catalogue{headers: make(map[string][]byte)}
	s.Mux.HandleFunc("/upload", func(w http.ResponseWriter, r *http.Request) {
		sum, err := c.put(r.URL.Query().Get("name"), r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		fmt.Fprintf(w, "%08x\n", sum)
	})
	s.Start()
	s.Every(18, 32, func(n int, random *rand.Rand) {
		s.Post(fmt.Sprintf("/upload?name=file%d", n), strings.NewReader(strings.Repeat("content ", 1000+random.Intn(6000))))
	})
	s.Wait()
}
