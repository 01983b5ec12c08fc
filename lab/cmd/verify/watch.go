package main

import (
	"bufio"
	"errors"
	"fmt"
	"os/exec"
	"strings"
	"time"
)

// watchProgram runs a program and says in a few words what was seen, or what contradicts its truth.
func watchProgram(p program, binary string, watch time.Duration) (string, error) {
	command := exec.Command(binary, "-for", (watch + 2*time.Minute).String())
	out, err := command.StdoutPipe()
	if err != nil {
		return "", err
	}
	if err := command.Start(); err != nil {
		return "", err
	}
	defer func() { command.Process.Kill(); command.Wait() }()
	line, err := bufio.NewReader(out).ReadString('\n')
	url, ok := strings.CutPrefix(strings.TrimSpace(line), "listening ")
	if err != nil || !ok {
		return "", fmt.Errorf("first line is %q: %v", line, err)
	}

	// Healthy programs get twice the time: the first half is theirs to warm up in.
	const steps = 6
	total := watch
	if p.Healthy {
		total = 2 * watch
	}
	samples := make([]sample, 0, steps+1)
	start := time.Now()
	for i := 0; i <= steps; i++ {
		time.Sleep(time.Until(start.Add(2*time.Second + total*time.Duration(i)/steps)))
		s, err := take(url, command.Process.Pid)
		if err != nil {
			return "", err
		}
		s.at = time.Since(start).Seconds()
		samples = append(samples, s)
	}
	if p.Healthy {
		return plateau(samples[:len(samples)/2], samples[len(samples)/2:])
	}
	return growth(p, samples)
}

// plateau demands that neither goroutines nor live heap nor native memory still rise in the second half.
func plateau(warmUp, s []sample) (string, error) {
	first, last := s[0], s[len(s)-1]
	low, high := first, first
	for _, x := range s {
		low.goroutines, high.goroutines = min(low.goroutines, x.goroutines), max(high.goroutines, x.goroutines)
		low.heap, high.heap = min(low.heap, x.heap), max(high.heap, x.heap)
	}
	said := fmt.Sprintf("goroutines %d→%d (%d–%d), heap %.1f→%.1f MB (%.1f–%.1f), native %.1f→%.1f MB", first.goroutines, last.goroutines,
		low.goroutines, high.goroutines, first.heap/1e6, last.heap/1e6, low.heap/1e6, high.heap/1e6, first.native/1e6, last.native/1e6)
	rising := func(pick func(sample) float64, slack float64) bool {
		steps := 0
		for i := 1; i < len(s); i++ {
			if pick(s[i]) > pick(s[i-1]) {
				steps++
			}
		}
		return steps == len(s)-1 && pick(last)-pick(first) > slack
	}
	switch {
	case rising(func(x sample) float64 { return float64(x.goroutines) }, 5+0.1*float64(first.goroutines)):
		return "", errors.New("goroutines still rise: " + said)
	case rising(func(x sample) float64 { return x.heap }, 5e5+0.1*first.heap):
		return "", errors.New("live heap still rises: " + said)
	case last.native > highestNative(warmUp)+4e6 && rising(func(x sample) float64 { return x.native }, 6e6):
		return "", errors.New("native memory still rises: " + said)
	}
	return said, nil
}

// highestNative is a bound below which native memory has no meaning: pages that the runtime has given back and those that
// it has not touched yet make it swing by megabytes.
func highestNative(s []sample) float64 {
	high := 0.0
	for _, x := range s {
		high = max(high, x.native)
	}
	return high
}

// growth demands that the true site grows about as stated, and is the one that grows most.
func growth(p program, s []sample) (string, error) {
	first, last := s[0], s[len(s)-1]
	span := last.at - first.at
	site := fmt.Sprintf("%s %s:%d", p.Site.Function, p.Site.File, p.Site.Line)
	switch {
	case *p.Cause == "native-memory":
		rate := (last.native - first.native) / span
		said := fmt.Sprintf("native %+.0f kB/s, heap %+.0f kB/s", rate/1e3, (last.heap-first.heap)/span/1e3)
		return said, near(said, rate, *p.Rate)
	case *p.RateUnit == "goroutines/s":
		if p.Seen != "" {
			site = p.Seen
		}
		rate := float64(last.waiting[site]-first.waiting[site]) / span
		top, by := fastest(first.waiting, last.waiting)
		said := fmt.Sprintf("%s %+.1f goroutines/s (of %d now)", site, rate, last.goroutines)
		if p.Seen == "" && top != site {
			return "", fmt.Errorf("%s grows most (%d), not %s", top, by, site)
		}
		if p.Origin != nil {
			want := fmt.Sprintf("%s %s:%d", p.Origin.Function, p.Origin.File, p.Origin.Line)
			if got := last.creators[site]; got != want {
				return "", fmt.Errorf("%s is started at %q, not %q", site, got, want)
			}
		}
		return said, near(said, rate, *p.Rate)
	default:
		rate := (last.inuse[site] - first.inuse[site]) / span
		top, by := fastest(first.inuse, last.inuse)
		said := fmt.Sprintf("%s %+.0f kB/s (heap %+.0f kB/s, goroutines %+d)", site, rate/1e3, (last.heap-first.heap)/span/1e3, last.goroutines-first.goroutines)
		if top != site {
			return "", fmt.Errorf("%s grows most (%.0f kB/s), not %s", top, by/span/1e3, said)
		}
		return said, near(said, (last.heap-first.heap)/span, *p.Rate)
	}
}

// near allows a factor of two both ways: the stated rates are rough.
func near(said string, got, want float64) error {
	if got < want/2 || got > want*2 {
		return fmt.Errorf("expected about %g: %s", want, said)
	}
	return nil
}

func fastest[N int | float64](first, last map[string]N) (string, N) {
	var top string
	var by N
	for site, n := range last {
		if d := n - first[site]; d > by {
			top, by = site, d
		}
	}
	return top, by
}
