// Presence shows who is online.
package main

import (
	"bufio"
	"fmt"
	"math/rand"
	"net"
	"sync"
	"time"

	"stanch.dev/lab/internal/serve"
)

type board struct {
	mu   sync.Mutex
	seen map[string]time.Time
}

func (b *board) touch(user string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.seen[user] = time.Now()
}

// online greets a connection, keeps its user marked as online, and answers pings until the connection ends.
func (b *board) online(conn net.Conn) {
	defer conn.Close()
	lines := bufio.NewScanner(conn)
	if !lines.Scan() {
		return
	}
	user := lines.Text()
	go b.heartbeat(user)
	for lines.Scan() {
		fmt.Fprintln(conn, "pong")
	}
}

func (b *board) heartbeat(user string) {
	for {
		b.touch(user)
		time.Sleep(700 * time.Millisecond)
	}
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	b := &board{seen: make(map[string]time.Time)}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go b.online(conn)
		}
	}()
	s.Start()
	s.Arrivals(10, 12, func(n int) { visit(listener.Addr().String(), n%300) })
	s.Every(0.2, 13, func(int, *rand.Rand) { b.touch("nightwatch") })
	s.Wait()
}

// visit is a user who is online for a second and a half.
func visit(address string, user int) {
	conn, err := net.Dial("tcp", address)
	if err != nil {
		return
	}
	defer conn.Close()
	fmt.Fprintf(conn, "user%d\n", user)
	for i := 0; i < 3; i++ {
		time.Sleep(500 * time.Millisecond)
		fmt.Fprintln(conn, "ping")
	}
}
