// Backlog takes jobs in bursts, and works through them at its own pace.
package main

import (
	"errors"
	"hash/crc64"
	"math/rand"
	"sync/atomic"
	"time"

	"stanch.dev/lab/internal/serve"
)

type job struct {
	payload []byte
}

type queue struct {
	jobs    chan job
	done    atomic.Int64
	refused atomic.Int64
}

var errFull = errors.New("come back later")

func (q *queue) put(payload []byte) error {
	select {
	case q.jobs <- job{payload}:
		return nil
	default:
		q.refused.Add(1)
		return errFull
	}
}

func (q *queue) work(table *crc64.Table) {
	for j := range q.jobs {
		crc64.Checksum(j.payload, table)
		time.Sleep(15 * time.Millisecond)
		q.done.Add(1)
	}
}

func main() {
	s := serve.New(serve.Pprof | serve.MemJSON)
	q := &queue{jobs: make(chan job, 2000)}
	table := crc64.MakeTable(crc64.ISO)
	for i := 0; i < 4; i++ {
		go q.work(table)
	}
	s.Start()
	start := time.Now()
	s.Every(340, 113, func(_ int, random *rand.Rand) {
		quiet := int(time.Since(start).Seconds())%12 >= 8
		if quiet && random.Intn(10) > 0 {
			return
		}
		q.put(make([]byte, 6000+random.Intn(6000)))
	})
	s.Wait()
}
