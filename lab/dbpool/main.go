// Dbpool is a pool of connections to a small key-value server, opened when needed, and kept.
package main

import (
	"bufio"
	"fmt"
	"net"
	"sync"
	"time"

	"stanch.dev/lab/internal/serve"
)

type connection struct {
	conn   net.Conn
	reader *bufio.Reader
	buffer []byte
}

type pool struct {
	address string
	limit   chan struct{}
	mu      sync.Mutex
	idle    []*connection
}

func (p *pool) query(key string) (string, error) {
	p.limit <- struct{}{}
	defer func() { <-p.limit }()
	c, err := p.take()
	if err != nil {
		return "", err
	}
	fmt.Fprintln(c.conn, key)
	value, err := c.reader.ReadString('\n')
	if err != nil {
		c.conn.Close()
		return "", err
	}
	p.give(c)
	return value, nil
}

func (p *pool) take() (*connection, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := len(p.idle); n > 0 {
		c := p.idle[n-1]
		p.idle = p.idle[:n-1]
		return c, nil
	}
	conn, err := net.Dial("tcp", p.address)
	if err != nil {
		return nil, err
	}
	return &connection{conn, bufio.NewReader(conn), make([]byte, 64<<10)}, nil
}

func (p *pool) give(c *connection) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.idle = append(p.idle, c)
}

func main() {
	s := serve.New(serve.Pprof | serve.Metrics)
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
			go answer(conn)
		}
	}()
	p := &pool{address: listener.Addr().String(), limit: make(chan struct{}, 80)}
	s.Start()
	start := time.Now()
	s.Arrivals(60, 110, func(n int) {
		rush := min(time.Since(start)/12, time.Second) // queries get slower while the data is cold
		p.query(fmt.Sprintf("%d %d", n, rush.Milliseconds()))
	})
	s.Wait()
}

// answer is the server's side of a connection.
func answer(conn net.Conn) {
	defer conn.Close()
	lines := bufio.NewScanner(conn)
	for lines.Scan() {
		var key, wait int
		fmt.Sscan(lines.Text(), &key, &wait)
		time.Sleep(time.Duration(wait) * time.Millisecond)
		fmt.Fprintf(conn, "value of %d\n", key)
	}
}
