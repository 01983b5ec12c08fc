// Textures renders maps; tiles live outside of Go's heap in part, and are given back when they are collected.
package main

import (
	"fmt"
	"hash/crc32"
	"math/rand"
	"net/http"
	"runtime"
	"strconv"
	"sync/atomic"

	"stanch.dev/lab/internal/serve"
)

type atlas struct {
	handle int64
	tiles  []*tile
}

type tile struct {
	atlas  *atlas
	pixels []byte
}

type device struct {
	next     atomic.Int64
	released atomic.Int64
}

func (d *device) load(zoom, tiles int) *atlas {
	a := &atlas{handle: d.next.Add(1)}
	for i := 0; i < tiles; i++ {
		t := &tile{atlas: a}
		t.pixels = make([]byte, 4096*(1+zoom))
		a.tiles = append(a.tiles, t)
	}
	runtime.SetFinalizer(a, func(a *atlas) { d.released.Add(1) })
	return a
}

func (d *device) draw(w http.ResponseWriter, r *http.Request) {
	zoom, err := strconv.Atoi(r.URL.Query().Get("zoom"))
	if err != nil || zoom < 0 || zoom > 8 {
		http.Error(w, "zoom?", http.StatusBadRequest)
		return
	}
	a := d.load(zoom, 4)
	sum := uint32(0)
	for i, t := range a.tiles {
		t.pixels[i] = byte(zoom)
		sum ^= crc32.ChecksumIEEE(t.pixels)
	}
	fmt.Fprintf(w, "%08x\n", sum)
}

func main() {
	s := serve.New(serve.Pprof | serve.Metrics)
	d := &device{}
	s.Mux.HandleFunc("/draw", d.draw)
	s.Start()
	s.Every(20, 18, func(_ int, random *rand.Rand) { s.Get(fmt.Sprintf("/draw?zoom=%d", random.Intn(5))) })
	s.Wait()
}
