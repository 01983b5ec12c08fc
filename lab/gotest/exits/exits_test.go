// Package exits calls os.Exit in a test.
package exits

import (
	"os"
	"testing"
)

func TestBefore(t *testing.T) { go func() { <-make(chan int) }() }

func TestExits(t *testing.T) {
	go func() { <-make(chan bool) }()
	os.Exit(3)
}
