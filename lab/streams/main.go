// Streams couples a publisher and a viewer of a video call; what each holds is freed when the pair is collected.
package main

import (
	"fmt"
	"math/rand"
	"net/http"
	"runtime"
	"sync/atomic"

	"stanch.dev/lab/internal/serve"
)

type endpoint struct {
	peer  *endpoint
	codec *codec
	name  string
}

type codec struct {
	owner  *endpoint
	frames [][]byte
}

type switchboard struct {
	closed atomic.Int64
}

func (b *switchboard) endpoint(name string) *endpoint {
	e := &endpoint{name: name}
	e.codec = &codec{owner: e}
	for i := 0; i < 3; i++ {
		e.codec.frames = append(e.codec.frames, make([]byte, 7000))
	}
	return e
}

func (b *switchboard) call(w http.ResponseWriter, r *http.Request) {
	caller, callee := b.endpoint("caller"), b.endpoint("callee")
	caller.peer, callee.peer = callee, caller
	runtime.SetFinalizer(callee, b.hangUp)
	fmt.Fprintln(w, exchange(caller))
}

func (b *switchboard) hangUp(e *endpoint) { b.closed.Add(1) }

func exchange(e *endpoint) int {
	bytes := 0
	for i, frame := range e.codec.frames {
		bytes += copy(e.peer.codec.frames[i], frame)
	}
	return bytes
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	b := &switchboard{}
	s.Mux.HandleFunc("/call", b.call)
	s.Start()
	s.Every(15, 21, func(int, *rand.Rand) { s.Get("/call") })
	s.Wait()
}
