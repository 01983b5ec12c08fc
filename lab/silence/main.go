// Silence records radio channels and stops each recording when its channel falls silent.
package main

import (
	"math/rand"
	"sync/atomic"
	"time"

	"stanch.dev/lab/internal/serve"
)

type detector struct {
	threshold int
	silent    chan struct{}
}

type recording struct {
	detector detector
	samples  []int16
	stored   *atomic.Int64
}

// record starts a recording. With a threshold of 0 the detector is off.
func record(threshold int, stored *atomic.Int64) *recording {
	r := &recording{samples: make([]int16, 1024), stored: stored}
	r.detector.threshold = threshold
	if threshold > 0 {
		r.detector.silent = make(chan struct{})
	}
	go r.storeWhenSilent()
	return r
}

func (r *recording) storeWhenSilent() {
	<-r.detector.silent
	r.stored.Add(int64(len(r.samples)))
}

func (r *recording) listen(volume int) {
	if volume < r.detector.threshold && r.detector.silent != nil {
		close(r.detector.silent)
	}
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	var stored atomic.Int64
	s.Start()
	s.Every(25, 57, func(n int, random *rand.Rand) {
		r := record((n%4)*10, &stored)
		go func() {
			time.Sleep(100 * time.Millisecond)
			r.listen(random.Intn(1))
		}()
	})
	s.Wait()
}
