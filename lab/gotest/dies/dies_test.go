// Package dies by the panic of a goroutine that a test has left behind.
package dies

import (
	"testing"
	"time"
)

func TestBefore(t *testing.T) {
	go func() {
		time.Sleep(30 * time.Millisecond)
		panic("too late")
	}()
}

func TestRuns(t *testing.T) { time.Sleep(time.Second) }
