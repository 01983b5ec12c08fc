// Agents takes reports from devices in the field over plain TCP.
package main

import (
	"bufio"
	"fmt"
	"log"
	"math/rand"
	"net"
	"sync/atomic"
	"syscall"

	"stanch.dev/lab/internal/serve"
)

type collector struct {
	reports atomic.Int64
}

func (c *collector) accept(listener net.Listener) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		go c.device(conn)
	}
}

// device reads the lines of one device until it hangs up.
func (c *collector) device(conn net.Conn) {
	defer conn.Close()
	reader := bufio.NewReader(conn)
	for {
		line, err := reader.ReadString('\n')
		if err != nil {
			return
		}
		if len(line) > 1 {
			c.reports.Add(1)
		}
	}
}

func main() {
	s := serve.New(serve.Pprof | serve.Metrics)
	listener, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	c := &collector{}
	go c.accept(listener)
	s.Start()
	port := listener.Addr().(*net.TCPAddr).Port
	s.Every(9, 8, func(n int, random *rand.Rand) {
		report(port, n, random.Intn(3) > 0)
	})
	s.Wait()
}

// report plays a device that connects, sends its numbers, and then hangs up or is carried out of reach. The descriptor is
// a bare one because a device out of reach does not live in this process.
func report(port, n int, outOfReach bool) {
	fd, err := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	if err != nil {
		return
	}
	if err := syscall.Connect(fd, &syscall.SockaddrInet4{Port: port, Addr: [4]byte{127, 0, 0, 1}}); err != nil {
		syscall.Close(fd)
		return
	}
	syscall.Write(fd, []byte(fmt.Sprintf("device %d\nvolts %d\n", n, 220+n%7)))
	if !outOfReach {
		syscall.Close(fd)
	}
}
