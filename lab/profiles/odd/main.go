// Odd has unusual names: letters of other alphabets, generic types whose arguments carry quotes, very long names, deep
// stacks, labels with every kind of text.
package main

import (
	"context"
	"runtime"
	"runtime/pprof"
	"strings"
	"time"

	"stanch.dev/profiles/out"
)

func init() { runtime.MemProfileRate = 512 }

type tagged = struct {
	Name string `json:"name,omitempty" note:"a \"quoted\" <b>&amp;</b> tag"`
	Next *int   `x:"y\\z"`
}

type pair[K comparable, V any] struct {
	key   K
	value V
	pad   [64]byte
}

type tree[K comparable, V any] struct{ items []*pair[K, V] }

//go:noinline
func (t *tree[K, V]) put(k K, v V) { t.items = append(t.items, &pair[K, V]{key: k, value: v}) }

//go:noinline
func collect[T any](n int, make func(int) T) []T {
	var all []T
	for i := 0; i < n; i++ {
		all = append(all, make(i))
	}
	return all
}

type größe struct{ höhe []byte }

//go:noinline
func (g *größe) wächst(n int) { g.höhe = append(g.höhe, make([]byte, n)...) }

//go:noinline
func 世界(n int) []byte { return make([]byte, n) }

//go:noinline
func вниз(n int) []byte {
	if n == 0 {
		return 世界(900)
	}
	return вниз(n - 1)
}

var kept []interface{}

func main() {
	strange()
	out.Lookup("heap", "heap")
	kept = kept[:len(kept)/2]
	down(150)
	out.Lookup("heap", "heap-later")

	stop := make(chan struct{})
	labelled(stop)
	deep(120, stop)
	time.Sleep(30 * time.Millisecond)
	out.Lookup("goroutine", "goroutine")
	go func() { <-stop }()
	time.Sleep(10 * time.Millisecond)
	out.Lookup("goroutine", "goroutine-later")
	close(stop)

	out.CPU("cpu", 250*time.Millisecond, func() {
		for i, value := range values() {
			pprof.Do(context.Background(), pprof.Labels("value", value, "turn", strings.Repeat("x", i)), func(context.Context) {
				spin(200000)
			})
		}
	})
	runtime.KeepAlive(kept)
}

func strange() {
	var a tree[string, tagged]
	var b tree[pair[int, string], map[string][]func(context.Context, ...interface{}) (<-chan struct{}, error)]
	for i := 0; i < 20; i++ {
		a.put("k", tagged{Name: "n"})
		b.put(pair[int, string]{key: i}, nil)
	}
	g := &größe{}
	for i := 0; i < 10; i++ {
		g.wächst(700)
		kept = append(kept, вниз(i*3), collect(20, func(i int) tagged { return tagged{} }))
		kept = append(kept, func() func() []byte {
			return func() []byte { return make([]byte, 3000) }
		}()())
	}
	kept = append(kept, a, b, g)
}

//go:noinline
func down(n int) {
	if n == 0 {
		kept = append(kept, make([]byte, 30000))
		return
	}
	if n%10 == 0 {
		kept = append(kept, make([]byte, 800))
	}
	down(n - 1)
}

//go:noinline
func deep(n int, stop chan struct{}) {
	if n == 0 {
		go func() { deepest(90, stop) }()
		return
	}
	deep(n-1, stop)
}

//go:noinline
func deepest(n int, stop chan struct{}) {
	if n == 0 {
		<-stop
		return
	}
	deepest(n-1, stop)
}

func values() []string {
	return []string{"plain", `quo"ted`, "new\nline", "tab\tbed", "größe", "世界", "<b>&", `back\slash`, "a:b", "", " space ", "percent%s"}
}

func labelled(stop chan struct{}) {
	for i, value := range values() {
		pprof.Do(context.Background(), pprof.Labels("value", value, "many:keys", "one", "größe", value, "n", strings.Repeat("ab", i)), func(context.Context) {
			for k := 0; k <= i%3; k++ {
				go func() { <-stop }()
			}
		})
	}
}

var sink int

//go:noinline
func spin(n int) {
	for i := 0; i < n; i++ {
		sink += i & 7
	}
}
