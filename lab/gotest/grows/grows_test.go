// Package grows keeps memory with each run of a test.
package grows

import (
	"strconv"
	"testing"
)

var (
	kept   [][]byte
	cache  = map[string][]byte{}
	filled = map[int][]byte{}
	round  int
)

func keep() { kept = append(kept, make([]byte, 4096)) }

func TestKeeps(t *testing.T) { keep() }

func TestCaches(t *testing.T) {
	round++
	key := strconv.Itoa(round)
	cache[key] = make([]byte, 1000)
}

func TestFillsOnce(t *testing.T) {
	for i := 0; i < 100; i++ {
		filled[i] = make([]byte, 5000)
	}
}

func TestGivesBack(t *testing.T) {
	b := make([]byte, 1<<20)
	b[0] = 1
}
