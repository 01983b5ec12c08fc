// Hush does nothing that a profile would show: most of what it writes is empty.
package main

import (
	"runtime"
	"time"

	"stanch.dev/profiles/out"
)

func init() { runtime.MemProfileRate = 0 }

func main() {
	for _, kind := range []string{"heap", "allocs", "block", "mutex", "goroutine", "threadcreate"} {
		out.Lookup(kind, kind)
	}
	out.CPU("cpu", 15*time.Millisecond, func() { time.Sleep(time.Millisecond) })
}
