// Thumbs renders the pictures of an album into thumbnails, the pictures of one album at the same time.
package main

import (
	"fmt"
	"hash/crc32"
	"math/rand"
	"sync"
	"time"

	"stanch.dev/lab/internal/serve"
)

type picture struct {
	name   string
	format string
	pixels []byte
}

type renderer struct {
	slots chan struct{}
	mu    sync.Mutex
	done  map[string]uint32
}

func (r *renderer) album(pictures []picture) {
	var wg sync.WaitGroup
	wg.Add(len(pictures))
	for _, p := range pictures {
		if p.format == "raw" {
			continue // the camera's raw files have no preview
		}
		r.slots <- struct{}{}
		go func() {
			defer func() { <-r.slots; wg.Done() }()
			r.render(p)
		}()
	}
	wg.Wait()
	r.finish(pictures[0].name)
}

func (r *renderer) render(p picture) {
	time.Sleep(3 * time.Millisecond)
	sum := crc32.ChecksumIEEE(p.pixels)
	r.mu.Lock()
	r.done[p.name] = sum
	r.mu.Unlock()
}

func (r *renderer) finish(album string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.done) > 500 {
		clear(r.done)
	}
}

func main() {
	s := serve.New(serve.Pprof | serve.Metrics)
	r := &renderer{slots: make(chan struct{}, 8), done: make(map[string]uint32)}
	s.Start()
	s.Every(12, 6, func(n int, _ *rand.Rand) {
		go r.album(shoot(n))
	})
	s.Wait()
}

func shoot(n int) []picture {
	pictures := make([]picture, 5+n%4)
	for i := range pictures {
		format := "jpeg"
		if i == 3 && n%4 == 0 {
			format = "raw"
		}
		pictures[i] = picture{fmt.Sprintf("%d/%d", n, i), format, make([]byte, 4096)}
	}
	return pictures
}
