// Command recorder writes one profile of each kind that Go can write, in both forms, into the
// folder given. The numbers asserted in tests come from what it keeps and blocks.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"sync"
	"time"
)

type node struct {
	next *node
	body [1024]byte
}

var (
	kept  []*node
	table = map[int]string{}
	sink  []byte
)

func keep(count int) {
	for range count {
		kept = append(kept, newNode())
	}
}

// newNode is small enough to be inlined into keep.
func newNode() *node { return &node{} }

//go:noinline
func fillTable(count int) {
	for i := range count {
		table[i] = fmt.Sprint("value ", i)
	}
}

//go:noinline
func deep(depth int) {
	if depth > 0 {
		deep(depth - 1)
		return
	}
	sink = make([]byte, 64<<10)
	sink = nil
}

func park(ready *sync.WaitGroup, stop chan struct{}) {
	ready.Done()
	<-stop
}

func contend() {
	var lock sync.Mutex
	var done sync.WaitGroup
	for range 4 {
		done.Add(1)
		go func() {
			defer done.Done()
			for range 20 {
				lock.Lock()
				time.Sleep(time.Millisecond)
				lock.Unlock()
			}
		}()
	}
	done.Wait()
}

func write(folder, name string, debug int, file string) {
	out, err := os.Create(filepath.Join(folder, file))
	if err != nil {
		panic(err)
	}
	defer out.Close()
	if err := pprof.Lookup(name).WriteTo(out, debug); err != nil {
		panic(err)
	}
}

func main() {
	runtime.MemProfileRate = 4096
	runtime.SetMutexProfileFraction(1)
	runtime.SetBlockProfileRate(1)
	folder := os.Args[1]
	keep(3000)
	fillTable(5000)
	for range 50 {
		deep(20)
	}
	contend()
	stop := make(chan struct{})
	var ready sync.WaitGroup
	for i := range 7 {
		ready.Add(1)
		labels := pprof.Labels("tenant", fmt.Sprintf("t%d", i%2), "odd \"key\"", "tab\tand é")
		go pprof.Do(context.Background(), labels, func(context.Context) { park(&ready, stop) })
	}
	for range 3 {
		ready.Add(1)
		go park(&ready, stop)
	}
	ready.Wait()
	time.Sleep(10 * time.Millisecond)
	runtime.GC()
	runtime.GC()
	for _, name := range []string{"heap", "allocs", "goroutine", "threadcreate", "mutex", "block"} {
		write(folder, name, 0, name+".pb.gz")
		write(folder, name, 1, name+".txt")
	}
	close(stop)
	runtime.KeepAlive(kept)
}
