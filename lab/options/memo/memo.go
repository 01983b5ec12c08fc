// Package memo remembers the results of functions.
package memo

import "sync"

// Table remembers what a function returned for each key.
type Table[K comparable, V any] struct {
	mu      sync.Mutex
	results map[K]V
	compute func(K) V
}

func New[K comparable, V any](compute func(K) V) *Table[K, V] {
	return &Table[K, V]{results: make(map[K]V), compute: compute}
}

// Get returns the remembered result, or computes it.
func (t *Table[K, V]) Get(key K) V {
	t.mu.Lock()
	defer t.mu.Unlock()
	if v, ok := t.results[key]; ok {
		return v
	}
	v := t.compute(key)
	t.results[key] = v
	return v
}
