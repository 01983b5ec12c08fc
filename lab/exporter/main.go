// Exporter writes reports as files; at most ten are written at the same time.
package main

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand"
	"sync/atomic"
	"time"

	"stanch.dev/lab/internal/serve"
)

type report struct {
	id   int
	rows int
}

type exporter struct {
	busy    chan struct{}
	written atomic.Int64
}

func (e *exporter) export(r report) error {
	e.busy <- struct{}{}
	var out bytes.Buffer
	if err := render(&out, r); err != nil {
		return fmt.Errorf("report %d: %w", r.id, err)
	}
	e.written.Add(int64(out.Len()))
	<-e.busy
	return nil
}

func render(out *bytes.Buffer, r report) error {
	if r.rows == 0 {
		return errors.New("empty")
	}
	for i := 0; i < r.rows; i++ {
		fmt.Fprintf(out, "%d;%d\n", r.id, i)
	}
	time.Sleep(20 * time.Millisecond)
	return nil
}

func main() {
	s := serve.New(serve.Pprof | serve.Metrics)
	e := &exporter{busy: make(chan struct{}, 10)}
	s.Start()
	s.Every(14, 11, func(n int, random *rand.Rand) {
		r := report{n, random.Intn(9)}
		go e.export(r)
	})
	s.Wait()
}
