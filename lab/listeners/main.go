// Listeners is a chart that redraws what users have open when a price changes.
package main

import (
	"math/rand"
	"sync"
	"time"

	"stanch.dev/lab/internal/serve"
)

type ticker struct {
	mu       sync.Mutex
	onChange []func(cents int)
}

func (t *ticker) listen(f func(cents int)) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.onChange = append(t.onChange, f)
}

func (t *ticker) change(cents int) {
	t.mu.Lock()
	listeners := t.onChange
	t.mu.Unlock()
	for _, f := range listeners {
		f(cents)
	}
}

type chart struct {
	points []int32
	next   int
}

func (t *ticker) open() *chart {
	c := &chart{}
	c.points = make([]int32, 6000)
	t.listen(func(cents int) {
		c.points[c.next%len(c.points)] = int32(cents)
		c.next++
	})
	return c
}

// view is a user who looks at a chart for a while.
func view(t *ticker) int {
	c := t.open()
	time.Sleep(800 * time.Millisecond)
	return c.next
}

func main() {
	s := serve.New(serve.Pprof | serve.MemJSON)
	t := &ticker{}
	s.Start()
	s.Arrivals(22, 52, func(int) { view(t) })
	s.Every(5, 53, func(_ int, random *rand.Rand) { t.change(1000 + random.Intn(50)) })
	s.Wait()
}
