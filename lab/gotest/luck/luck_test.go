// Package luck leaks in some orders only.
package luck

import (
	"testing"
)

var first = true

func TestA(t *testing.T) { first = false }

func TestB(t *testing.T) {
	if first {
		go func() { <-make(chan int) }()
	}
}
