// Uploads takes scans, and has each one checked by a helper that may take up to an hour.
package main

import (
	"bytes"
	"context"
	"fmt"
	"hash/adler32"
	"io"
	"math/rand"
	"net/http"
	"time"

	"stanch.dev/lab/internal/serve"
)

type scanKey struct{}

// attach lets the steps of a check find the scan in their context.
func attach(ctx context.Context, scan []byte) context.Context {
	return context.WithValue(ctx, scanKey{}, scan)
}

func check(scan []byte) uint32 {
	ctx, stop := context.WithTimeout(attach(context.Background(), scan), time.Hour)
	sum, err := inspect(ctx)
	if err != nil {
		stop()
		return 0
	}
	return sum
}

func inspect(ctx context.Context) (uint32, error) {
	scan, ok := ctx.Value(scanKey{}).([]byte)
	if !ok {
		return 0, fmt.Errorf("no scan")
	}
	return adler32.Checksum(scan), ctx.Err()
}

func receive(w http.ResponseWriter, r *http.Request) {
	scan := make([]byte, r.ContentLength)
	if _, err := io.ReadFull(r.Body, scan); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	fmt.Fprintf(w, "%08x\n", check(scan))
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	s.Mux.HandleFunc("/scan", receive)
	s.Start()
	s.Every(25, 47, func(_ int, random *rand.Rand) {
		s.Post("/scan", bytes.NewReader(make([]byte, 20000+random.Intn(20000))))
	})
	s.Wait()
}
