// Package serve is what the lab's services share: a listener with debug endpoints, a life span, and load.
package serve

import (
	"context"
	"expvar"
	"flag"
	"fmt"
	"io"
	"log"
	"math/rand"
	"net"
	"net/http"
	"net/http/pprof"
	"os"
	"time"
)

// Surface selects the debug endpoints of a service.
type Surface uint8

const (
	Pprof   Surface = 1 << iota // /debug/pprof/
	Expvar                      // /debug/vars
	Metrics                     // /metrics, Prometheus text
	MemJSON                     // /debug/mem, a small JSON object
)

// Service is one running program: its routes, its address, and the time it has to live.
type Service struct {
	Mux *http.ServeMux
	URL string

	addr   string
	life   time.Duration
	client *http.Client
}

// New reads the command line and mounts the debug endpoints. Routes may be added to Mux before Start.
func New(surfaces Surface) *Service {
	s := &Service{Mux: http.NewServeMux(), client: &http.Client{
		Timeout:   time.Second,
		Transport: &http.Transport{MaxIdleConnsPerHost: 8, IdleConnTimeout: 30 * time.Second},
	}}
	flag.StringVar(&s.addr, "addr", "127.0.0.1:0", "address to listen on")
	flag.DurationVar(&s.life, "for", 10*time.Minute, "exit after this time")
	flag.Parse()

	if surfaces&Pprof != 0 {
		s.Mux.HandleFunc("/debug/pprof/", pprof.Index)
		s.Mux.HandleFunc("/debug/pprof/cmdline", pprof.Cmdline)
		s.Mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
		s.Mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
		s.Mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	}
	if surfaces&Expvar != 0 {
		s.Mux.Handle("/debug/vars", expvar.Handler())
	}
	if surfaces&Metrics != 0 {
		s.Mux.HandleFunc("/metrics", metrics)
	}
	if surfaces&MemJSON != 0 {
		s.Mux.HandleFunc("/debug/mem", memHandler)
	}
	return s
}

// Start listens, says where in one line on stdout, and serves in the background.
func (s *Service) Start() {
	listener, err := net.Listen("tcp", s.addr)
	if err != nil {
		log.Fatal(err)
	}
	s.URL = "http://" + listener.Addr().String()
	fmt.Println("listening " + s.URL)
	server := &http.Server{Handler: s.Mux, ReadHeaderTimeout: 10 * time.Second, ErrorLog: log.New(io.Discard, "", 0)}
	go server.Serve(listener)
}

// Wait returns never: the program ends when its time is over.
func (s *Service) Wait() {
	time.Sleep(s.life)
	os.Exit(0)
}

// Every calls do about perSecond times a second, one call after another, with even jitter of ±40 %.
func (s *Service) Every(perSecond float64, seed int64, do func(n int, random *rand.Rand)) {
	go func() {
		random := rand.New(rand.NewSource(seed))
		next := time.Now()
		for n := 0; ; n++ {
			next = next.Add(time.Duration((0.6 + 0.8*random.Float64()) / perSecond * float64(time.Second)))
			time.Sleep(time.Until(next))
			do(n, random)
		}
	}()
}

// Arrivals is Every for calls that may take long: each runs on a goroutine of its own.
func (s *Service) Arrivals(perSecond float64, seed int64, do func(n int)) {
	s.Every(perSecond, seed, func(n int, _ *rand.Rand) { go do(n) })
}

// Get requests a path of this very service, with one second of patience, and drops the answer.
func (s *Service) Get(path string) (int, error) {
	return s.do(http.MethodGet, path, nil)
}

// Post sends a body to a path of this very service, with one second of patience, and drops the answer.
func (s *Service) Post(path string, body io.Reader) (int, error) {
	return s.do(http.MethodPost, path, body)
}

func (s *Service) do(method, path string, body io.Reader) (int, error) {
	request, err := http.NewRequestWithContext(context.Background(), method, s.URL+path, body)
	if err != nil {
		return 0, err
	}
	response, err := s.client.Do(request)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	_, err = io.Copy(io.Discard, response.Body)
	return response.StatusCode, err
}
