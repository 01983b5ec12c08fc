package main

import (
	"fmt"
	"io"
	"math"
	"net/http"
	"os"
	"path"
	"strconv"
	"strings"
)

// sample is what a program shows at one moment. Places are keyed "function file:line".
type sample struct {
	at         float64 // seconds
	goroutines int
	heap       float64 // live bytes, after a collection
	native     float64 // resident bytes beyond what the Go runtime holds
	waiting    map[string]int
	creators   map[string]string
	inuse      map[string]float64
}

func take(url string, pid int) (sample, error) {
	s := sample{waiting: map[string]int{}, creators: map[string]string{}, inuse: map[string]float64{}}
	dump, err := get(url + "/debug/pprof/goroutine?debug=2")
	if err != nil {
		return s, err
	}
	s.readDump(dump)
	profile, err := get(url + "/debug/pprof/heap?gc=1&debug=1")
	if err != nil {
		return s, err
	}
	stats := s.readHeap(profile)
	s.heap = stats["HeapAlloc"]
	rss, err := resident(pid)
	if err != nil {
		return s, err
	}
	s.native = rss - (stats["Sys"] - stats["HeapReleased"])
	return s, nil
}

func get(url string) (string, error) {
	response, err := http.Get(url)
	if err != nil {
		return "", err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("%s: %s", url, response.Status)
	}
	return string(body), err
}

// readDump counts goroutines by their innermost frame that is the program's own, else by their innermost function.
func (s *sample) readDump(dump string) {
	for _, record := range strings.Split(strings.TrimSpace(dump), "\n\n") {
		lines := strings.Split(record, "\n")
		s.goroutines++
		var site, creator, leaf string
		for i := 1; i+1 < len(lines); i += 2 {
			if name, ok := strings.CutPrefix(lines[i], "created by "); ok {
				name, _, _ = strings.Cut(name, " in goroutine")
				creator = name + " " + fileLine(lines[i+1])
				break
			}
			function := lines[i][:strings.LastIndexByte(lines[i], '(')]
			if leaf == "" && !strings.HasPrefix(function, "runtime.") && !strings.HasPrefix(function, "internal/") {
				leaf = function
			}
			if site == "" && own(function) {
				site = function + " " + fileLine(lines[i+1])
			}
		}
		if site == "" {
			site = leaf
		}
		s.waiting[site]++
		s.creators[site] = creator
	}
}

// readHeap sums in-use bytes by innermost own frame and returns the runtime.MemStats at the profile's end.
func (s *sample) readHeap(profile string) map[string]float64 {
	stats := map[string]float64{}
	bytes, open := 0.0, false
	for _, line := range strings.Split(profile, "\n") {
		if name, value, ok := strings.Cut(strings.TrimPrefix(line, "# "), " = "); ok && strings.HasPrefix(line, "# ") {
			if n, err := strconv.ParseFloat(value, 64); err == nil {
				stats[name] = n
			}
		} else if strings.HasPrefix(line, "#\t") && open {
			fields := strings.Split(line, "\t")
			function := strings.TrimSpace(fields[2])
			function = function[:max(strings.LastIndex(function, "+0x"), 0)]
			if own(function) {
				s.inuse[function+" "+fileLine(fields[len(fields)-1])] += bytes
				open = false
			}
		} else if strings.Contains(line, " @ ") {
			_, rest, _ := strings.Cut(line, ": ")
			size, _, _ := strings.Cut(rest, " ")
			bytes, _ = strconv.ParseFloat(size, 64)
			count, _ := strconv.ParseFloat(strings.TrimSuffix(strings.Fields(line)[0], ":"), 64)
			bytes = unsampled(bytes, count)
			open = true
		}
	}
	return stats
}

// unsampled estimates how many bytes there were, given those that the profiler saw with its default rate of 512 KiB.
func unsampled(bytes, count float64) float64 {
	if bytes == 0 || count == 0 {
		return 0
	}
	return bytes / (1 - math.Exp(-bytes/count/(512<<10)))
}

func own(function string) bool {
	return strings.HasPrefix(function, "main.") || strings.HasPrefix(function, "stanch.dev/lab/")
}

// fileLine turns "\t/a/b/c.go:12 +0x1d" into "c.go:12".
func fileLine(text string) string {
	text, _, _ = strings.Cut(strings.TrimSpace(text), " +0x")
	return path.Base(text)
}

func resident(pid int) (float64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", pid))
	if err != nil {
		return 0, err
	}
	fields := strings.Fields(string(text))
	if len(fields) < 2 {
		return 0, fmt.Errorf("statm of %d: %q", pid, text)
	}
	pages, err := strconv.ParseFloat(fields[1], 64)
	return pages * float64(os.Getpagesize()), err
}
