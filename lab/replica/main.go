// Replica ships finished segments of a log to a standby.
package main

import (
	"fmt"
	"net"
	"sync/atomic"
	"time"

	"stanch.dev/lab/internal/serve"
)

type segment struct {
	id   int
	data []byte
}

type shipper struct {
	standbys []string
	shipped  atomic.Int64
}

func (s *shipper) ship(seg segment) {
	standby := s.standbys[seg.id%len(s.standbys)]
	wait := 50 * time.Millisecond
	for {
		conn, err := net.DialTimeout("tcp", standby, time.Second)
		if err != nil {
			time.Sleep(wait)
			wait = min(2*wait, 2*time.Second)
			continue
		}
		fmt.Fprintf(conn, "segment %d %d\n", seg.id, len(seg.data))
		conn.Write(seg.data)
		conn.Close()
		s.shipped.Add(1)
		return
	}
}

func main() {
	s := serve.New(serve.Pprof | serve.Metrics)
	live, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	go receive(live)
	ship := &shipper{standbys: []string{live.Addr().String(), retired(), live.Addr().String()}}
	s.Start()
	s.Arrivals(12, 14, func(n int) { go ship.ship(segment{n, make([]byte, 3000)}) })
	s.Wait()
}

// retired is the address of a standby that was switched off but is still in the configuration.
func retired() string {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	defer listener.Close()
	return listener.Addr().String()
}

func receive(listener net.Listener) {
	buffer := make([]byte, 4096)
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		for {
			if _, err := conn.Read(buffer); err != nil {
				break
			}
		}
		conn.Close()
	}
}
