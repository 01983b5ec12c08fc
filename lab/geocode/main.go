// Geocode turns addresses into coordinates with the help of a map service.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"stanch.dev/lab/internal/serve"
)

type point struct {
	Lat, Lon float64
}

type client struct {
	http *http.Client
	base string
}

var errUnknown = errors.New("address unknown")

func (c *client) locate(address string) (point, error) {
	response, err := c.http.Get(c.base + "/map?q=" + address)
	if err != nil {
		return point{}, err
	}
	if response.StatusCode != http.StatusOK {
		return point{}, errUnknown
	}
	defer response.Body.Close()
	var p point
	err = json.NewDecoder(response.Body).Decode(&p)
	return p, err
}

// mapService stands for the remote side; it does not know every fourth address.
func mapService(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query().Get("q")
	if len(q) > 0 && (q[len(q)-1]-'0')%4 == 1 {
		w.WriteHeader(http.StatusNotFound)
		fmt.Fprintf(w, "%4096s", "no such address")
		return
	}
	json.NewEncoder(w).Encode(point{48.1, 11.5})
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	remote := &http.Server{Handler: http.HandlerFunc(mapService), IdleTimeout: 2 * time.Second}
	go remote.Serve(listener)
	s.Start()
	c := &client{base: "http://" + listener.Addr().String(), http: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 4, IdleConnTimeout: time.Minute}}}
	s.Arrivals(25, 9, func(n int) { c.locate(fmt.Sprintf("street-%d", n)) })
	s.Wait()
}
