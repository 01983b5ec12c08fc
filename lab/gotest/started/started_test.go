// Package started fails one test and leaks in another: a failed run is analysed all the same.
package started

import "testing"

func wait(c chan int) { <-c }

func TestFails(t *testing.T) {
	go wait(make(chan int))
	t.Fatal("as it should")
}

func TestPasses(t *testing.T) {}
