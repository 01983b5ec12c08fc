// Arena transforms signals with a C library that works on its own copies.
package main

/*
#include <stdlib.h>
#include <string.h>

static double *copy_in(int n) {
	double *p = malloc(n * sizeof(double));
	for (int i = 0; i < n; i++) p[i] = i * 0.5;
	return p;
}

static double energy(const double *p, int n) {
	double e = 0;
	for (int i = 0; i < n; i++) e += p[i] * p[i];
	return e;
}
*/
import "C"

import (
	"math/rand"
	"time"
	"unsafe"

	"stanch.dev/lab/internal/serve"
)

type signal struct {
	samples *C.double
	n       C.int
}

func load(n int) *signal { return &signal{C.copy_in(C.int(n)), C.int(n)} }

func (s *signal) energy() float64 { return float64(C.energy(s.samples, s.n)) }

func (s *signal) close() {
	C.free(unsafe.Pointer(s.samples))
	s.samples = nil
}

// analyse keeps up to window signals open, as a spectrum over time needs them.
func analyse(window []*signal, n int, random *rand.Rand) {
	slot := n % len(window)
	if window[slot] != nil {
		window[slot].close()
	}
	window[slot] = load(5000 + random.Intn(10000))
	window[slot].energy()
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	window := make([]*signal, 250)
	s.Start()
	s.Every(40, 115, func(n int, random *rand.Rand) { analyse(window, n, random) })
	s.Arrivals(20, 116, func(n int) {
		side := load(2000 + n%5000)
		defer side.close()
		time.Sleep(20 * time.Millisecond)
		side.energy()
	})
	s.Wait()
}
