// Mailer sends newsletters; a send can be stopped by the campaign that started it.
package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand"
	"sync/atomic"
	"time"

	"stanch.dev/lab/internal/serve"
)

type transport struct {
	open atomic.Int64
}

type session struct {
	transport *transport
	draft     []byte
}

// dial opens a session that is given back when ctx ends.
func (t *transport) dial(ctx context.Context) *session {
	t.open.Add(1)
	s := &session{t, make([]byte, 2048)}
	go func() {
		<-ctx.Done()
		s.giveBack()
	}()
	return s
}

func (s *session) giveBack() {
	s.draft = nil
	s.transport.open.Add(-1)
}

func (s *session) send(to string) error {
	time.Sleep(2 * time.Millisecond)
	if to == "" {
		return errors.New("no recipient")
	}
	copy(s.draft, to)
	return nil
}

type campaign struct {
	transport *transport
	failed    atomic.Int64
}

func (c *campaign) deliver(to string) error {
	ctx, cancel := context.WithCancel(context.Background())
	s := c.transport.dial(ctx)
	if err := s.send(to); err != nil {
		c.failed.Add(1)
		return fmt.Errorf("deliver: %w", err)
	}
	cancel()
	return nil
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar | serve.MemJSON)
	c := &campaign{transport: &transport{}}
	s.Start()
	s.Every(60, 10, func(n int, random *rand.Rand) {
		to := fmt.Sprintf("user%d@example.org", n)
		if random.Intn(5) == 0 {
			to = ""
		}
		c.deliver(to)
	})
	s.Wait()
}
