// Package hangs is ended by -timeout.
package hangs

import (
	"testing"
	"time"
)

func TestBefore(t *testing.T) { go func() { <-make(chan int) }() }

func TestHangs(t *testing.T) {
	results := make(chan int)
	go func() {
		time.Sleep(time.Hour)
		close(results)
	}()
	t.Run("inner", func(t *testing.T) { <-results })
}
