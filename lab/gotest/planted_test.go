// Tests that leave goroutines behind, or only look like it; truth.tsv says which.
package planted

import (
	"context"
	"fmt"
	"os"
	"runtime/pprof"
	"sync"
	"testing"
	"time"
)

// initLeak waits from before the first test on: no test is to blame.
func initLeak() { <-make(chan int) }

func init() { go initLeak() }

func mainLeak() { <-make(chan int) }

func TestMain(m *testing.M) {
	go mainLeak()
	os.Exit(m.Run())
}

func receive(c chan int) { <-c }

func send(c chan int) { c <- 1 }

func TestReceive(t *testing.T) { go receive(make(chan int)) }

func TestSend(t *testing.T) { go send(make(chan int)) }

func TestNilChannel(t *testing.T) { go receive(nil) }

func blockForever() { select {} }

func TestSelectWithoutCases(t *testing.T) { go blockForever() }

func TestThree(t *testing.T) {
	for i := 0; i < 3; i++ {
		go receive(make(chan int))
	}
}

func lockTwice(m *sync.Mutex) { m.Lock(); m.Lock() }

func TestLock(t *testing.T) { go lockTwice(&sync.Mutex{}) }

func waitFor(w *sync.WaitGroup) { w.Wait() }

func TestWaitGroup(t *testing.T) {
	w := &sync.WaitGroup{}
	w.Add(1)
	go waitFor(w)
}

func waitOn(c *sync.Cond) { c.L.Lock(); c.Wait() }

func TestCond(t *testing.T) { go waitOn(sync.NewCond(&sync.Mutex{})) }

func poll() {
	for {
		time.Sleep(3 * time.Millisecond)
	}
}

func TestPolls(t *testing.T) { go poll() }

func waitDone(ctx context.Context) { <-ctx.Done() }

func TestContextNeverCancelled(t *testing.T) {
	ctx, _ := context.WithCancel(context.Background())
	go waitDone(ctx)
}

func TestContextCancelled(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go waitDone(ctx)
}

func TestCleanupEnds(t *testing.T) {
	c := make(chan int)
	t.Cleanup(func() { close(c) })
	go receive(c)
}

func TestEndsSoonAfter(t *testing.T) {
	go time.Sleep(150 * time.Millisecond)
}

func TestCleanupLeaks(t *testing.T) {
	t.Cleanup(func() { go receive(make(chan int)) })
}

func TestCleanupOrder(t *testing.T) {
	c := make(chan int)
	t.Cleanup(func() { go receive(c) })
	t.Cleanup(func() {})
}

func TestNothing(t *testing.T) {}

// A helper that ends long before its grandchild is looked at.
func grandparent(done chan bool) {
	go parent(done)
}

func parent(done chan bool) {
	go receive(make(chan int))
	done <- true
}

func TestGrandchild(t *testing.T) {
	done := make(chan bool)
	go grandparent(done)
	<-done
}

func TestParallel(t *testing.T) {
	for i := 0; i < 8; i++ {
		leaks := i%2 == 0
		t.Run(fmt.Sprintf("%d", i), func(t *testing.T) {
			t.Parallel()
			time.Sleep(10 * time.Millisecond)
			if leaks {
				go receive(make(chan int))
			}
		})
	}
}

func TestParallelA(t *testing.T) {
	t.Parallel()
	time.Sleep(5 * time.Millisecond)
	go send(make(chan int))
}

func TestParallelB(t *testing.T) { t.Parallel(); time.Sleep(5 * time.Millisecond) }

func TestParallelC(t *testing.T) {
	t.Parallel()
	go receive(make(chan int))
	go receive(make(chan int))
}

func TestNested(t *testing.T) {
	t.Run("a", func(t *testing.T) {
		t.Run("b", func(t *testing.T) {
			t.Run("c d", func(t *testing.T) { go receive(make(chan int)) })
			t.Run("clean", func(t *testing.T) {})
		})
		go send(make(chan int))
	})
}

// The parent starts it, a subtest only hands it work.
func TestSharedPool(t *testing.T) {
	work := make(chan int)
	go func() {
		for range work {
		}
	}()
	t.Run("one", func(t *testing.T) { work <- 1 })
	t.Run("two", func(t *testing.T) { work <- 2 })
}

var once sync.Once

func background() { <-make(chan int) }

func lazily() { once.Do(func() { go background() }) }

// Who comes first starts it.
func TestOnceFirst(t *testing.T)  { lazily() }
func TestOnceSecond(t *testing.T) { lazily() }

func TestOwnLabels(t *testing.T) {
	pprof.Do(context.Background(), pprof.Labels("a", "b"), func(context.Context) {
		go receive(make(chan int))
	})
}

func TestTicker(t *testing.T) {
	ticker := time.NewTicker(time.Hour)
	go func() {
		for range ticker.C {
		}
	}()
}

func TestSkipped(t *testing.T) {
	go receive(make(chan int))
	t.SkipNow()
}

func TestGoexit(t *testing.T) {
	t.Run("inner", func(t *testing.T) {
		defer func() { go send(make(chan int)) }()
		t.SkipNow()
	})
}

func TestRecovered(t *testing.T) {
	defer func() { recover() }()
	go receive(make(chan int))
	panic("caught")
}

func leaveBehind(t *testing.T) {
	t.Helper()
	go receive(make(chan int))
}

func TestHelper(t *testing.T) { leaveBehind(t) }

func generic[T any](c chan T) { <-c }

func TestGeneric(t *testing.T) { go generic(make(chan string)) }

type server struct{ quit chan bool }

func (s *server) loop() { <-s.quit }

func TestMethodValue(t *testing.T) {
	s := &server{quit: make(chan bool)}
	run := s.loop
	go run()
}

func TestStopped(t *testing.T) {
	s := &server{quit: make(chan bool)}
	go s.loop()
	close(s.quit)
}

func TestSelect(t *testing.T) {
	a, b := make(chan int), make(chan int)
	go func() {
		select {
		case <-a:
		case <-b:
		}
	}()
}
