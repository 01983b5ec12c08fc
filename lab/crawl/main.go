// Crawl fetches pages and keeps their titles for the search page.
package main

import (
	"fmt"
	"io"
	"math/rand"
	"net/http"
	"regexp"
	"strings"
	"sync"

	"stanch.dev/lab/internal/serve"
)

var title = regexp.MustCompile(`(?s)<title>(.*?)</title>`)

type index struct {
	mu     sync.Mutex
	titles map[string][]byte
}

type fetcher struct {
	client *http.Client
	index  *index
}

func (f *fetcher) fetch(url string) error {
	response, err := f.client.Get(url)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	page, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	if match := title.FindSubmatch(page); match != nil {
		f.index.add(url, match[1])
	}
	return nil
}

func (x *index) add(url string, name []byte) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.titles[url] = name
}

func main() {
	s := serve.New(serve.Pprof | serve.Expvar)
	s.Mux.HandleFunc("/page/", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "<html><head><title>Page %s</title></head><body>%s</body></html>", r.URL.Path, filler)
	})
	s.Start()
	f := &fetcher{client: &http.Client{}, index: &index{titles: make(map[string][]byte)}}
	s.Every(14, 35, func(n int, _ *rand.Rand) { f.fetch(fmt.Sprintf("%s/page/%d", s.URL, n)) })
	s.Wait()
}

var filler = strings.Repeat("<p>Much ado about very little.</p>\n", 1000)
