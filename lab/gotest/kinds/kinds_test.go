// Package kinds has leaks in what is no plain test: benchmarks, fuzz tests, examples, timers.
package kinds

import (
	"context"
	"fmt"
	"testing"
	"time"
)

func wait(c chan int) { <-c }

func BenchmarkLeaks(b *testing.B) {
	go wait(make(chan int))
}

func BenchmarkSub(b *testing.B) {
	b.Run("clean", func(b *testing.B) {})
	b.Run("leaks", func(b *testing.B) { go wait(make(chan int)) })
}

func BenchmarkParallel(b *testing.B) {
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
		}
	})
}

func FuzzBody(f *testing.F) {
	go wait(make(chan int))
	f.Add(1)
	f.Fuzz(func(t *testing.T, n int) {})
}

func FuzzSeeds(f *testing.F) {
	f.Add(1)
	f.Add(2)
	f.Fuzz(func(t *testing.T, n int) {
		if n == 2 {
			go wait(make(chan int))
		}
	})
}

func Example_leaks() {
	go wait(make(chan int))
	fmt.Println("done")
	// Output: done
}

func Example_clean() {
	fmt.Println("done")
	// Output: done
}

func TestAfterFunc(t *testing.T) {
	c := make(chan int)
	time.AfterFunc(time.Millisecond, func() { <-c })
	time.Sleep(20 * time.Millisecond)
}

func TestAfterFuncLate(t *testing.T) {
	c := make(chan int)
	time.AfterFunc(50*time.Millisecond, func() { <-c })
}

func TestRunsWhileTheTimerOfAnotherGoesOff(t *testing.T) {
	time.Sleep(100 * time.Millisecond)
}

func TestContextAfterFunc(t *testing.T) {
	c := make(chan int)
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	t.Cleanup(cancel)
	context.AfterFunc(ctx, func() { <-c })
	time.Sleep(20 * time.Millisecond)
}

func TestChain(t *testing.T) {
	var chain func(n int, c chan int)
	chain = func(n int, c chan int) {
		if n > 0 {
			go chain(n-1, make(chan int))
		}
		<-c
	}
	go chain(300, make(chan int))
	time.Sleep(20 * time.Millisecond)
}
