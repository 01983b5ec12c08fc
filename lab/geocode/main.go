// Geocode turns addresses into coordinates with the help of a map service.
package main

import (
	"encoding/json"
	"errors"
	"fmt"
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
	s.Mux.HandleFunc("/map", mapService)
	s.Start()
	c := &client{base: s.URL, http: &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: 4, IdleConnTimeout: time.Minute}}}
	s.Arrivals(25, 9, func(n int) { c.locate(fmt.Sprintf("street-%d", n)) })
	s.Wait()
}
