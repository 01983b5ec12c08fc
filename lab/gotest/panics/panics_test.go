// Package panics ends by the panic of a test.
package panics

import "testing"

func TestBefore(t *testing.T) { go func() { <-make(chan int) }() }

func TestPanics(t *testing.T) {
	c := make(chan int)
	go func() { c <- 1 }()
	panic("on purpose")
}

func TestNeverRuns(t *testing.T) {}
