// Foreign calls C, which burns time, calls back and asks for memory.
package main

/*
#include <stdlib.h>
#include <string.h>

extern int fromC(int);

static long churn(long n) {
	long sum = 0;
	for (long i = 0; i < n; i++) sum += (sum ^ i) % 13;
	return sum;
}

static int back(int n) { return fromC(n) + 1; }

static void *hold(size_t n) { void *p = malloc(n); memset(p, 1, n); return p; }
*/
import "C"

import (
	"runtime"
	"time"

	"stanch.dev/profiles/out"
)

func init() { runtime.MemProfileRate = 512 }

var kept [][]byte

//export fromC
func fromC(n C.int) C.int {
	kept = append(kept, make([]byte, int(n)))
	return n
}

func main() {
	for i := 0; i < 20; i++ {
		C.back(C.int(1000 + i))
		C.free(C.hold(100))
		kept = append(kept, C.GoBytes(C.hold(2000), 2000))
	}
	out.Lookup("heap", "heap")
	kept = kept[:5]
	for i := 0; i < 10; i++ {
		C.back(C.int(3000 + i))
	}
	out.Lookup("heap", "heap-later")
	out.CPU("cpu", 200*time.Millisecond, func() { C.churn(100000) })
	out.Lookup("threadcreate", "threadcreate")
	runtime.KeepAlive(kept)
}
