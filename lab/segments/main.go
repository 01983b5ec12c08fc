// Segments answers searches from segment files that it maps into memory; merges replace old segments by new ones.
package main

import (
	"fmt"
	"math/rand"
	"net/http"
	"os"
	"sync"
	"syscall"

	"stanch.dev/lab/internal/serve"
)

type segment struct {
	id   int
	data []byte
}

type searcher struct {
	mu      sync.RWMutex
	current [4]*segment
}

func (s *searcher) open(id, size int) (*segment, error) {
	file, err := os.CreateTemp("", "segment")
	if err != nil {
		return nil, err
	}
	defer file.Close()
	os.Remove(file.Name())
	if err := file.Truncate(int64(size)); err != nil {
		return nil, err
	}
	data, err := syscall.Mmap(int(file.Fd()), 0, size, syscall.PROT_READ|syscall.PROT_WRITE, syscall.MAP_PRIVATE)
	if err != nil {
		return nil, err
	}
	return &segment{id, data}, nil
}

func (s *searcher) merge(id, size int) error {
	seg, err := s.open(id, size)
	if err != nil {
		return err
	}
	for i := 0; i < len(seg.data); i += 512 {
		seg.data[i] = byte(id) // the dictionary is decoded in place
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.current[id%len(s.current)] = seg
	return nil
}

func (s *searcher) search(word int) int {
	s.mu.RLock()
	defer s.mu.RUnlock()
	hits := 0
	for _, seg := range s.current {
		if seg != nil && int(seg.data[word%len(seg.data)]) != 0 {
			hits++
		}
	}
	return hits
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	engine := &searcher{}
	s.Mux.HandleFunc("/search", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, engine.search(len(r.URL.RawQuery)))
	})
	s.Start()
	s.Every(8, 40, func(n int, random *rand.Rand) { engine.merge(n, (40+random.Intn(50))*4096) })
	s.Every(20, 41, func(n int, _ *rand.Rand) { s.Get(fmt.Sprintf("/search?%d", n)) })
	s.Wait()
}
