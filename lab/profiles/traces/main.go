// Makes a small execution trace with known numbers: 60 goroutines that wait for good in publish,
// 20 that sleep in spin, 200 that end at once, 8 of a pool from before the trace.
package main

import (
	"context"
	"os"
	"runtime/trace"
	"sync"
	"time"
)

type hub struct{ news chan int }

func (h *hub) publish() { h.news <- 1 }

func (h *hub) subscribe() { go h.publish() }

func spin() {
	for {
		time.Sleep(time.Second)
	}
}

func churn() {
	var all sync.WaitGroup
	for range 10 {
		all.Add(1)
		go func() { all.Done() }()
	}
	all.Wait()
}

func main() {
	pool := make(chan int)
	for i := 0; i < 8; i++ {
		go func() {
			for range pool {
			}
		}()
	}
	out, err := os.Create(os.Args[1])
	if err != nil {
		panic(err)
	}
	if err := trace.Start(out); err != nil {
		panic(err)
	}
	h := &hub{make(chan int)}
	for round := 0; round < 20; round++ {
		ctx, task := trace.NewTask(context.Background(), "round")
		trace.WithRegion(ctx, "churn", churn)
		trace.Log(ctx, "number", "one \"round\"")
		task.End()
		for range 3 {
			h.subscribe()
		}
		go spin()
		pool <- round
		time.Sleep(110 * time.Millisecond)
	}
	trace.Stop()
	if err := out.Close(); err != nil {
		panic(err)
	}
}
