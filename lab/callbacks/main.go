// Callbacks calls webhooks back some seconds after an order came in; constant traffic, so about 120 are pending.
package main

import (
	"context"
	"math/rand"
	"sync/atomic"
	"time"

	"stanch.dev/lab/internal/serve"
)

type hooks struct {
	called atomic.Int64
}

func (h *hooks) later(ctx context.Context, wait time.Duration, body []byte) {
	ctx, cancel := context.WithTimeout(ctx, 20*time.Second)
	defer cancel()
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		h.call(body)
	case <-ctx.Done():
	}
}

func (h *hooks) call(body []byte) { h.called.Add(int64(len(body))) }

func main() {
	s := serve.New(serve.Pprof | serve.Metrics)
	h := &hooks{}
	s.Start()
	s.Every(12, 114, func(_ int, random *rand.Rand) {
		wait := 5*time.Second + time.Duration(random.Int63n(int64(10*time.Second)))
		go h.later(context.Background(), wait, make([]byte, 10000+random.Intn(5000)))
	})
	s.Wait()
}
