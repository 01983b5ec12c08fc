// Package healthy keeps goroutines as any server's tests do, and leaves none of its own.
package healthy

import (
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"os/signal"
	"testing"
)

func TestServes(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { io.WriteString(w, "hello") }))
	for i := 0; i < 3; i++ {
		answer, err := http.Get(server.URL)
		if err != nil {
			t.Fatal(err)
		}
		io.Copy(io.Discard, answer.Body)
		answer.Body.Close()
	}
	t.Cleanup(server.Close)
}

func TestKeepsAConnection(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {}))
	client := &http.Client{Transport: &http.Transport{}}
	answer, err := client.Get(server.URL)
	if err != nil {
		t.Fatal(err)
	}
	answer.Body.Close()
}

func TestSignals(t *testing.T) {
	c := make(chan os.Signal, 1)
	signal.Notify(c, os.Interrupt)
	signal.Stop(c)
}
