// Package teardown stops in TestMain what TestMain has started; nothing is left.
package teardown

import (
	"os"
	"testing"
)

var work = make(chan int)

func TestMain(m *testing.M) {
	stop := make(chan bool)
	ended := make(chan bool)
	go func() {
		defer close(ended)
		for {
			select {
			case <-work:
			case <-stop:
				return
			}
		}
	}()
	code := m.Run()
	close(stop)
	<-ended
	os.Exit(code)
}

func TestUsesIt(t *testing.T) { work <- 1 }
