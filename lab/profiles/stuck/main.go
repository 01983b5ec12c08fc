// Stuck leaks goroutines that wait on channels, locks and groups which nobody else can reach. Go 1.26 with
// GOEXPERIMENT=goroutineleakprofile, and Go 1.27, tell so in a profile of their own.
package main

import (
	"context"
	"runtime"
	"runtime/pprof"
	"sync"
	"time"

	"stanch.dev/profiles/out"
)

func main() {
	for i := 0; i < 7; i++ {
		send()
		pprof.Do(context.Background(), pprof.Labels("kind", "receive"), func(context.Context) { receive() })
	}
	for i := 0; i < 3; i++ {
		lock()
		group()
		choose()
	}
	live := make(chan int)
	go func() { <-live }()
	time.Sleep(50 * time.Millisecond)
	runtime.GC()
	out.Lookup("goroutineleak", "goroutineleak")
	out.Lookup("goroutine", "goroutine")
	send()
	choose()
	time.Sleep(50 * time.Millisecond)
	out.Lookup("goroutineleak", "goroutineleak-later")
	out.Lookup("goroutine", "goroutine-later")
	close(live)
}

func send() {
	answers := make(chan int)
	go func() { answers <- 1 }()
}

func receive() {
	answers := make(chan int)
	go func() { <-answers }()
}

func lock() {
	mutex := &sync.Mutex{}
	mutex.Lock()
	go func() { mutex.Lock() }()
}

func group() {
	wait := &sync.WaitGroup{}
	wait.Add(1)
	go wait.Wait()
}

func choose() {
	a, b := make(chan int), make(chan string)
	go func() {
		select {
		case <-a:
		case b <- "x":
		}
	}()
}
