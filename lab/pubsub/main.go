// Pubsub connects producers and consumers; consumers come and go, and say good-bye.
package main

import (
	"fmt"
	"sync"
	"time"

	"stanch.dev/lab/internal/serve"
)

type topic struct {
	mu        sync.Mutex
	consumers map[*consumer]struct{}
}

type consumer struct {
	inbox chan string
	done  chan struct{}
	seen  map[string]int
}

func (t *topic) subscribe() *consumer {
	c := &consumer{inbox: make(chan string, 64), done: make(chan struct{}), seen: make(map[string]int)}
	t.mu.Lock()
	t.consumers[c] = struct{}{}
	t.mu.Unlock()
	go c.consume()
	return c
}

func (t *topic) unsubscribe(c *consumer) {
	t.mu.Lock()
	delete(t.consumers, c)
	t.mu.Unlock()
	close(c.done)
}

func (t *topic) publish(text string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	for c := range t.consumers {
		select {
		case c.inbox <- text:
		case <-c.done:
		default:
		}
	}
}

func (c *consumer) consume() {
	for {
		select {
		case text := <-c.inbox:
			c.seen[text]++
		case <-c.done:
			return
		}
	}
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	t := &topic{consumers: make(map[*consumer]struct{})}
	s.Start()
	s.Arrivals(15, 119, func(n int) {
		c := t.subscribe()
		time.Sleep(time.Duration(2+n%7) * time.Second)
		t.unsubscribe(c)
	})
	s.Arrivals(25, 120, func(n int) { t.publish(fmt.Sprintf("event %d", n%100)) })
	s.Wait()
}
