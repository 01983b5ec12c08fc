// Longpoll lets apps wait for news: a request stays open until there is some, or for 8 seconds.
package main

import (
	"fmt"
	"math/rand"
	"net/http"
	"sync"
	"time"

	"stanch.dev/lab/internal/serve"
)

type newsroom struct {
	mu      sync.Mutex
	waiting map[int]map[chan string]struct{}
}

func (n *newsroom) wait(w http.ResponseWriter, r *http.Request) {
	var topic int
	fmt.Sscan(r.URL.Query().Get("topic"), &topic)
	news := make(chan string, 1)
	n.enter(topic, news)
	defer n.leave(topic, news)
	timer := time.NewTimer(8 * time.Second)
	defer timer.Stop()
	select {
	case item := <-news:
		fmt.Fprintln(w, item)
	case <-timer.C:
		w.WriteHeader(http.StatusNoContent)
	case <-r.Context().Done():
	}
}

func (n *newsroom) enter(topic int, news chan string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.waiting[topic] == nil {
		n.waiting[topic] = make(map[chan string]struct{})
	}
	n.waiting[topic][news] = struct{}{}
}

func (n *newsroom) leave(topic int, news chan string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	delete(n.waiting[topic], news)
}

func (n *newsroom) publish(topic int, item string) {
	n.mu.Lock()
	defer n.mu.Unlock()
	for news := range n.waiting[topic] {
		select {
		case news <- item:
		default:
		}
	}
}

func main() {
	s := serve.New(serve.Pprof | serve.Metrics)
	n := &newsroom{waiting: make(map[int]map[chan string]struct{})}
	s.Mux.HandleFunc("/news", n.wait)
	s.Start()
	for i := 0; i < 150; i++ {
		go app(s.URL, i)
	}
	s.Every(6, 107, func(i int, random *rand.Rand) { n.publish(random.Intn(40), fmt.Sprintf("item %d", i)) })
	s.Wait()
}

// app asks again as soon as it got an answer; apps are started over some seconds.
func app(url string, number int) {
	time.Sleep(time.Duration(number) * 60 * time.Millisecond)
	client := &http.Client{Timeout: 10 * time.Second}
	for {
		response, err := client.Get(fmt.Sprintf("%s/news?topic=%d", url, number%40))
		if err == nil {
			response.Body.Close()
		}
		time.Sleep(100 * time.Millisecond)
	}
}
