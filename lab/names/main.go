// Names checks domain names with a C library.
package main

/*
#include <stdlib.h>
#include <string.h>

static int labels(const char *name) {
	int n = 1, run = 0;
	for (const char *c = name; *c; c++) {
		if (*c == '.') { n++; run = 0; } else if (++run > 63) return -1;
	}
	return n;
}
*/
import "C"

import (
	"errors"
	"fmt"
	"math/rand"
	"strings"
	"sync/atomic"
	"unsafe"

	"stanch.dev/lab/internal/serve"
)

var errLabel = errors.New("a label is too long")

type checker struct {
	good, bad atomic.Int64
}

func (c *checker) check(name string) (int, error) {
	text := C.CString(name)
	n := C.labels(text)
	if n < 0 {
		c.bad.Add(1)
		return 0, fmt.Errorf("%.20s: %w", name, errLabel)
	}
	C.free(unsafe.Pointer(text))
	c.good.Add(1)
	return int(n), nil
}

func main() {
	s := serve.New(serve.Pprof | serve.Metrics)
	c := &checker{}
	s.Start()
	s.Every(100, 39, func(n int, random *rand.Rand) {
		name := fmt.Sprintf("host%d.example.org", n)
		if random.Intn(3) == 0 {
			name = strings.Repeat("x", 30000+random.Intn(30000)) // somebody tries something
		}
		c.check(name)
	})
	s.Wait()
}
