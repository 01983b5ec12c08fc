// Verify holds the lab's programs against their truth.json, without stanch: it checks that every site stands in the
// sources as stated, builds each program, runs it, and looks whether the stated site (and nothing else) grows.
//
//	go run ./cmd/verify [-sources] [-seconds 20] [-parallel 3] [program…]
package main

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"sort"
	"sync"
	"time"
)

func main() {
	sourcesOnly := flag.Bool("sources", false, "only compare truth.json with the sources")
	seconds := flag.Int("seconds", 20, "how long to watch a program")
	parallel := flag.Int("parallel", 3, "programs at a time")
	flag.Parse()

	programs, err := find(flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	bad := 0
	var runnable []program
	for _, p := range programs {
		if err := checkSources(p); err != nil {
			fmt.Printf("BAD  %-12s %v\n", p.Name, err)
			bad++
			continue
		}
		runnable = append(runnable, p)
	}
	if !*sourcesOnly {
		bad += runAll(runnable, time.Duration(*seconds)*time.Second, *parallel)
	}
	fmt.Printf("%d programs, %d bad\n", len(programs), bad)
	if bad > 0 {
		os.Exit(1)
	}
}

// find reads the truth of the named programs, or of all below the current folder.
func find(names []string) ([]program, error) {
	if len(names) == 0 {
		files, err := filepath.Glob("*/truth.json")
		if err != nil {
			return nil, err
		}
		for _, file := range files {
			names = append(names, filepath.Dir(file))
		}
		sort.Strings(names)
	}
	var programs []program
	for _, name := range names {
		p, err := readTruth(name)
		if err != nil {
			return nil, err
		}
		programs = append(programs, p)
	}
	return programs, nil
}

func runAll(programs []program, watch time.Duration, parallel int) int {
	folder, err := os.MkdirTemp("", "lab")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return len(programs)
	}
	defer os.RemoveAll(folder)

	var wait sync.WaitGroup
	var lock sync.Mutex
	bad := 0
	slots := make(chan struct{}, parallel)
	for _, p := range programs {
		binary := filepath.Join(folder, p.Name)
		if out, err := exec.Command("go", "build", "-o", binary, "./"+p.Name).CombinedOutput(); err != nil {
			fmt.Printf("BAD  %-12s build: %v\n%s", p.Name, err, out)
			lock.Lock()
			bad++
			lock.Unlock()
			continue
		}
		slots <- struct{}{}
		wait.Add(1)
		go func() {
			defer func() { <-slots; wait.Done() }()
			said, err := watchProgram(p, binary, watch)
			lock.Lock()
			defer lock.Unlock()
			if err != nil {
				bad++
				fmt.Printf("BAD  %-12s %v\n", p.Name, err)
			} else {
				fmt.Printf("ok   %-12s %s\n", p.Name, said)
			}
		}()
	}
	wait.Wait()
	return bad
}
