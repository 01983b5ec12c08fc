// Trees parses small documents into trees whose nodes know their parents.
package main

import (
	"fmt"
	"math/rand"
	"net/http"
	"runtime"
	"strconv"
	"sync/atomic"

	"stanch.dev/lab/internal/serve"
)

type node struct {
	parent   *node
	children []*node
	text     []byte
}

type source struct {
	name string
}

type document struct {
	root   *node
	source *source
}

type parser struct {
	closed atomic.Int64
}

func (p *parser) parse(depth, width int) *document {
	s := &source{name: fmt.Sprintf("document-%d-%d", depth, width)}
	runtime.SetFinalizer(s, func(*source) { p.closed.Add(1) })
	root := &node{}
	grow(root, depth, width)
	return &document{root, s}
}

func grow(n *node, depth, width int) {
	n.text = make([]byte, 400)
	if depth == 0 {
		return
	}
	for i := 0; i < width; i++ {
		child := &node{parent: n}
		n.children = append(n.children, child)
		grow(child, depth-1, width)
	}
}

func (n *node) size() int {
	size := len(n.text)
	for _, child := range n.children {
		size += child.size()
	}
	return size
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	p := &parser{}
	s.Mux.HandleFunc("/parse", func(w http.ResponseWriter, r *http.Request) {
		width, _ := strconv.Atoi(r.URL.Query().Get("width"))
		fmt.Fprintln(w, p.parse(4, width%8).root.size())
	})
	s.Start()
	s.Every(20, 124, func(_ int, random *rand.Rand) { s.Get(fmt.Sprintf("/parse?width=%d", 3+random.Intn(3))) })
	s.Wait()
}
