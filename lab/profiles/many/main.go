// many prints a dump of so many goroutines, which wait in five ways at three depths: what bench/goroutines.sh reads.
package main

import (
	"os"
	"runtime"
	"strconv"
	"sync"
	"time"
)

type server struct {
	answers chan int
	lock    sync.Mutex
}

//go:noinline
func (s *server) accept(depth int, body []byte, kind int) int {
	return s.route(depth, string(body), kind) + 1
}

//go:noinline
func (s *server) route(depth int, body string, kind int) int {
	return s.handle(depth, &kind, body) + 1
}

//go:noinline
func (s *server) handle(depth int, kind *int, body string) int {
	if depth > 0 {
		return s.accept(depth-1, []byte(body), *kind) + 1
	}
	switch *kind % 5 {
	case 0:
		return <-s.answers
	case 1:
		s.answers <- 1
	case 2:
		select {
		case <-s.answers:
		case <-time.After(time.Hour):
		}
	case 3:
		s.lock.Lock()
	case 4:
		time.Sleep(time.Hour)
	}
	return 0
}

func main() {
	count, err := strconv.Atoi(os.Args[1])
	if err != nil {
		panic(err)
	}
	for i := 0; i < count; i++ {
		s := &server{answers: make(chan int)}
		s.lock.Lock()
		go func(i int) { s.accept(i%3, []byte("hello"), i) }(i)
	}
	time.Sleep(2 * time.Second) // until all wait
	text := make([]byte, count*1500+1<<20)
	os.Stdout.Write(text[:runtime.Stack(text, true)])
}
