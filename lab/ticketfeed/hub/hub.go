// Package hub distributes changes to subscribers.
package hub

import "sync"

// Hub knows who follows which ticket.
type Hub struct {
	mu     sync.Mutex
	topics map[int][]*subscriber
	closed chan struct{}
}

type subscriber struct {
	inbox chan string
	out   chan string
}

func New() *Hub {
	return &Hub{topics: make(map[int][]*subscriber), closed: make(chan struct{})}
}

// Subscribe returns a channel on which the changes of a ticket arrive. A slow reader does not hold up the others.
func (h *Hub) Subscribe(ticket int) <-chan string {
	sub := &subscriber{inbox: make(chan string, 4), out: make(chan string)}
	go sub.forward(h.closed)
	h.mu.Lock()
	defer h.mu.Unlock()
	h.topics[ticket] = append(h.topics[ticket], sub)
	return sub.out
}

// Publish hands a change to all who follow the ticket, dropping it for those whose inbox is full.
func (h *Hub) Publish(ticket int, change string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	kept := h.topics[ticket][:0]
	for _, sub := range h.topics[ticket] {
		select {
		case sub.inbox <- change:
			kept = append(kept, sub)
		default: // too slow: dropped for good
		}
	}
	h.topics[ticket] = kept
}

// Close ends all subscriptions.
func (h *Hub) Close() { close(h.closed) }

func (s *subscriber) forward(closed <-chan struct{}) {
	for {
		change := ""
		select {
		case change = <-s.inbox:
		case <-closed:
			return
		}
		select {
		case s.out <- change:
		case <-closed:
			return
		}
	}
}
