// crashes ends in the way that its argument names, as programs do by themselves.
package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"sync"
	"syscall"
	"time"
)

var ends = map[string]func(){
	"deadlock":                func() { <-make(chan int) },
	"no-goroutines":           func() { runtime.Goexit() },
	"stack-overflow":          func() { debug.SetMaxStack(1 << 20); up(1) },
	"out-of-memory":           outOfMemory,
	"send-on-closed-channel":  sendOnClosed,
	"close-of-closed-channel": func() { c := make(chan int); close(c); close(c) },
	"close-of-nil-channel":    func() { var c chan int; close(c) },
	"concurrent-map-writes":   concurrentMap,
	"unlock-of-unlocked":      func() { var m sync.Mutex; m.Unlock() },
	"negative-waitgroup":      func() { var w sync.WaitGroup; w.Done() },
	"too-many-threads":        tooManyThreads,
	"nil-dereference":         func() { var p *[8]int; fmt.Println(p[3]) },
	"nil-map":                 func() { var m map[string]int; m["a"] = 1 },
	"out-of-range":            func() { s := make([]int, 2); i := len(os.Args); fmt.Println(s[i+1]) },
	"signal":                  func() { syscall.Kill(syscall.Getpid(), syscall.SIGABRT); time.Sleep(time.Minute) },
	"quit":                    func() { syscall.Kill(syscall.Getpid(), syscall.SIGQUIT); time.Sleep(time.Minute) },
	"panic":                   func() { panic(errors.New("job 7 failed: send on closed channel, out of memory")) },
	"panic-repanicked":        repanicked,
	"panic-many-lines":        func() { panic("first\npanic: second\n\ngoroutine count too high") },
}

type node struct{ deep [64]int }

//go:noinline
func up(n int) int { return down(n+1) + 1 }

//go:noinline
func down(n int) int { var v node; v.deep[n&63] = n; return up(n+1) + v.deep[(n+1)&63] }

func outOfMemory() {
	// A limit of 1 GiB of address space would stop the runtime itself; what is asked for is more than any machine has.
	var kept [][]byte
	for {
		kept = append(kept, make([]byte, 1<<46))
	}
}

func sendOnClosed() {
	c := make(chan int)
	for i := 0; i < 3; i++ {
		go func() { time.Sleep(20 * time.Millisecond); c <- 1 }()
	}
	time.Sleep(10 * time.Millisecond)
	close(c)
	time.Sleep(time.Second)
}

func concurrentMap() {
	m := map[int]int{}
	for i := 0; i < 8; i++ {
		go func(i int) {
			for {
				m[i]++
			}
		}(i)
	}
	time.Sleep(20 * time.Second)
}

func tooManyThreads() {
	debug.SetMaxThreads(12)
	for i := 0; i < 30; i++ {
		go func() { runtime.LockOSThread(); exec.Command("sleep", "5").Run() }()
	}
	time.Sleep(3 * time.Second)
}

func repanicked() {
	defer func() { panic(recover()) }()
	var m map[string]int
	m["a"] = 1
}

func main() { ends[os.Args[1]]() }
