// Package store holds the carts of a shop.
package store

import "sync"

// Item is one position of a cart.
type Item struct {
	SKU    int
	Pieces int
	Note   [240]byte
}

// Store knows the cart and the looks of each customer.
type Store struct {
	mu        sync.Mutex
	customers map[int]*customer
}

type customer struct {
	cart   []Item
	viewed []Item
}

func New() *Store { return &Store{customers: make(map[int]*customer)} }

// View notes that a customer looked at an item, for the recommendations.
func (s *Store) View(id int, item Item) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.customer(id)
	c.viewed = append(c.viewed, item)
}

// Add puts an item into the cart of a customer.
func (s *Store) Add(id int, item Item) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.customer(id)
	c.cart = append(c.cart, item)
}

// Checkout empties the cart and returns how many pieces were in it.
func (s *Store) Checkout(id int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	c := s.customer(id)
	pieces := 0
	for _, item := range c.cart {
		pieces += item.Pieces
	}
	c.cart = c.cart[:0]
	return pieces
}

// Recommend returns what the customer looked at last.
func (s *Store) Recommend(id int) []Item {
	s.mu.Lock()
	defer s.mu.Unlock()
	viewed := s.customer(id).viewed
	return viewed[max(0, len(viewed)-5):]
}

func (s *Store) customer(id int) *customer {
	c, ok := s.customers[id]
	if !ok {
		c = &customer{}
		s.customers[id] = c
	}
	return c
}
