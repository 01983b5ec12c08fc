// Bakery keeps dough, burns time, waits for locks and channels, and labels its goroutines: one program for every kind of
// profile. The second heap profile has less of some sites and more of others.
package main

import (
	"context"
	"runtime"
	"runtime/pprof"
	"sort"
	"sync"
	"time"

	"stanch.dev/profiles/out"
)

func init() {
	runtime.MemProfileRate = 1024
	runtime.SetBlockProfileRate(1)
	runtime.SetMutexProfileFraction(1)
}

func main() {
	shop := open()
	shop.stock()
	out.Lookup("heap", "heap")
	shop.sell()
	out.Lookup("heap", "heap-later")

	stop := make(chan struct{})
	staff(stop)
	queue()
	time.Sleep(50 * time.Millisecond)
	out.Lookup("goroutine", "goroutine")
	visitors(stop)
	time.Sleep(50 * time.Millisecond)
	out.Lookup("goroutine", "goroutine-later")
	close(stop)
	time.Sleep(20 * time.Millisecond)
	out.Lookup("mutex", "mutex")
	out.Lookup("block", "block")
	out.Lookup("threadcreate", "threadcreate")
	out.CPU("cpu", 300*time.Millisecond, shift)
	queue()
	out.Lookup("mutex", "mutex-later")
	out.Lookup("block", "block-later")
	out.CPU("cpu-later", 200*time.Millisecond, shift)
	out.Lookup("allocs", "allocs")
	runtime.KeepAlive(shop)
}

type shop struct {
	oven    *oven
	shelves map[string][]loaf
	orders  list[order]
	diary   [][]byte
	once    func() []byte
}

type loaf struct{ crumb []byte }

type order struct {
	who  string
	what []loaf
}

type oven struct{ trays [][]byte }

func open() *shop {
	s := &shop{oven: &oven{}, shelves: map[string][]loaf{}}
	s.once = func() []byte { return knead(300) }
	return s
}

func (s *shop) stock() {
	for i := 0; i < 40; i++ {
		s.oven.bake(i)
		for _, kind := range []string{"rye", "wheat", "spelt"} {
			s.shelves[kind] = append(s.shelves[kind], loaf{crumb: knead(100 + i*20)})
		}
		s.orders.add(order{who: "guest", what: make([]loaf, 10)})
		s.diary = append(s.diary, fold(i%6, 1500), s.once())
	}
	sort.Slice(s.diary, func(i, j int) bool { return len(s.diary[i]) < len(s.diary[j]) })
}

func (s *shop) sell() {
	s.oven.trays = nil
	delete(s.shelves, "rye")
	for i := 0; i < 30; i++ {
		s.diary = append(s.diary, even(i, 2000))
		s.orders.add(order{who: "late", what: make([]loaf, 40)})
	}
}

//go:noinline
func (o *oven) bake(i int) {
	o.trays = append(o.trays, make([]byte, 3000+i))
}

// knead is small enough to be inlined, and calls something that is inlined too.
func knead(size int) []byte { return flour(size) }

func flour(size int) []byte { return make([]byte, size) }

// fold calls itself; even and odd call each other.
func fold(depth, size int) []byte {
	if depth == 0 {
		return knead(size)
	}
	return fold(depth-1, size+1)
}

func even(n, size int) []byte {
	if n <= 0 {
		return knead(size)
	}
	return odd(n-1, size)
}

func odd(n, size int) []byte {
	if n <= 0 {
		return knead(size + 1)
	}
	return even(n-1, size)
}

type list[T any] struct {
	head *node[T]
	size int
}

type node[T any] struct {
	value T
	next  *node[T]
	room  [4]int
}

//go:noinline
func (l *list[T]) add(value T) {
	l.head = &node[T]{value: value, next: l.head}
	l.size++
}

func staff(stop chan struct{}) {
	for _, role := range []string{"baker", "baker", "cook", "waiter"} {
		role := role
		pprof.Do(context.Background(), pprof.Labels("role", role, "floor", "ground"), func(ctx context.Context) {
			for i := 0; i < 3; i++ {
				go func() { <-stop }()
			}
			pprof.Do(ctx, pprof.Labels("task", "wash"), func(context.Context) { go wash(stop) })
		})
	}
}

func wash(stop chan struct{}) {
	tick := time.NewTicker(time.Hour)
	defer tick.Stop()
	select {
	case <-stop:
	case <-tick.C:
	}
}

func visitors(stop chan struct{}) {
	for i := 0; i < 25; i++ {
		go func(n int) {
			var wait sync.WaitGroup
			wait.Add(1)
			go func() { defer wait.Done(); <-stop }()
			wait.Wait()
		}(i)
	}
}

func queue() {
	var till, scales sync.Mutex
	var shelf sync.RWMutex
	var wait sync.WaitGroup
	hatch := make(chan int)
	for i := 0; i < 6; i++ {
		wait.Add(1)
		go func(n int) {
			defer wait.Done()
			for k := 0; k < 5; k++ {
				pay(&till)
				weigh(&scales, n)
				shelf.RLock()
				time.Sleep(100 * time.Microsecond)
				shelf.RUnlock()
				shelf.Lock()
				time.Sleep(50 * time.Microsecond)
				shelf.Unlock()
			}
			hatch <- n
		}(i)
	}
	for i := 0; i < 6; i++ {
		<-hatch
	}
	wait.Wait()
}

func pay(till *sync.Mutex) {
	till.Lock()
	defer till.Unlock()
	time.Sleep(200 * time.Microsecond)
}

func weigh(scales *sync.Mutex, n int) {
	scales.Lock()
	time.Sleep(time.Duration(n) * 30 * time.Microsecond)
	scales.Unlock()
}

func shift() {
	pprof.Do(context.Background(), pprof.Labels("role", "baker"), func(context.Context) { stir(40000) })
	pprof.Do(context.Background(), pprof.Labels("role", "cook", "dish", "soup"), func(context.Context) { taste(25) })
	sum := 0
	each(func(i int) { sum += i * i }, 30000)
	sink += sum
}

var sink int

func stir(n int) {
	for i := 0; i < n; i++ {
		sink += beat(i)
	}
}

func beat(i int) int { return i*7 ^ whisk(i) }

func whisk(i int) int { return i >> 3 }

func taste(n int) int {
	if n < 2 {
		return n
	}
	if n > 18 {
		return taste(n-1) + taste(n-7)
	}
	return taste(n-1) + taste(n-2)
}

//go:noinline
func each(do func(int), n int) {
	for i := 0; i < n; i++ {
		do(i)
	}
}
