// Leases hands out pieces of work; a lease that nobody holds any more returns its work by itself.
package main

import (
	"math/rand"
	"runtime"
	"sync"
	"time"

	"stanch.dev/lab/internal/serve"
)

type lease struct {
	job     int
	scratch []float64
	giveUp  func()
}

type office struct {
	mu       sync.Mutex
	returned []int
}

func (o *office) issue(job, size int) *lease {
	l := &lease{job: job}
	l.scratch = make([]float64, size)
	l.giveUp = func() { o.takeBack(l) }
	runtime.SetFinalizer(l, (*lease).expire)
	return l
}

func (l *lease) expire() { l.giveUp() }

func (o *office) takeBack(l *lease) {
	o.mu.Lock()
	defer o.mu.Unlock()
	if len(o.returned) < 1000 {
		o.returned = append(o.returned, l.job)
	}
}

func work(l *lease) float64 {
	sum := 0.0
	for i := range l.scratch {
		l.scratch[i] = float64(i * l.job)
		sum += l.scratch[i]
	}
	time.Sleep(time.Millisecond)
	return sum
}

func main() {
	s := serve.New(serve.Pprof | serve.MemJSON)
	o := &office{}
	s.Start()
	s.Every(50, 20, func(n int, random *rand.Rand) {
		l := o.issue(n, 1500+random.Intn(1000))
		work(l)
	})
	s.Wait()
}
