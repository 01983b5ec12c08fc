// Leakprofile runs the programs with which the Go runtime tests its goroutine leak profile, as tests under "stanch test",
// and counts who finds which of the goroutines that are still blocked 1.5 s later: stanch, goleak, and the runtime's own
// profile, all in the same run. The programs are taken from GOROOT while it runs.
//
//	go run ./cmd/leakprofile -stanch ../stanch -runs 10
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

const modfile = `module leakprograms

go 1.26

require go.uber.org/goleak v1.3.0
`

// What runs each registered function as a test, waits, and notes what is still there.
const harness = `package main

import (
	"fmt"
	"os"
	"runtime"
	"sort"
	"testing"
	"time"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) {
	code := m.Run()
	time.Sleep(1500 * time.Millisecond)
	text := make([]byte, 64<<20)
	text = text[:runtime.Stack(text, true)]
	os.WriteFile(os.Getenv("TRUTH"), text, 0o600)
	found := ""
	if err := goleak.Find(); err != nil {
		found = err.Error()
	}
	os.WriteFile(os.Getenv("TRUTH")+".goleak", []byte(found), 0o600)
	os.Exit(code)
}

func TestPrograms(t *testing.T) {
	var names []string
	for name := range cmds {
		names = append(names, name)
	}
	sort.Strings(names)
	// Each program prints all leaks so far: the stress tests run alone, the many in parts.
	stress := map[string]bool{"SpawnGC": true, "DaisyChain": true}
	only := os.Getenv("ONLY")
	for i, name := range names {
		var part, of int
		if n, _ := fmt.Sscanf(only, "%d/%d", &part, &of); n == 2 {
			if i%of != part {
				continue
			}
		} else if only != name && (only != "" || stress[name]) {
			continue
		}
		t.Run(name, func(t *testing.T) {
			fmt.Println("PROGRAM", name)
			cmds[name]()
		})
	}
}
`

var (
	header   = regexp.MustCompile(`^goroutine (\d+) .*?\[(.*)\]:?$`)
	goleakOf = regexp.MustCompile(`Goroutine (\d+) in state`)
)

// A goroutine of a dump: its number, and where the program's code waits.
type goroutine struct {
	id     string
	leaked bool
	site   string
}

func dump(text string) []goroutine {
	var all []goroutine
	var current *goroutine
	function := ""
	for _, line := range strings.Split(text, "\n") {
		if m := header.FindStringSubmatch(line); m != nil {
			all = append(all, goroutine{id: m[1], leaked: strings.Contains(m[2], "(leaked)")})
			current = &all[len(all)-1]
			continue
		}
		if line == "" || strings.HasPrefix(line, "created by") {
			current = nil
		}
		if current == nil || current.site != "" {
			continue
		}
		if strings.HasPrefix(line, "leakprograms/") {
			function = line
		} else if strings.HasPrefix(line, "\t") && function != "" {
			place := filepath.Base(strings.Fields(line)[0])
			if !strings.HasPrefix(place, "stanch_test.go") {
				current.site = place
			}
			function = ""
		}
	}
	return all
}

type report struct {
	Findings []struct {
		Confidence string
		Site       struct {
			File string
			Line int
		}
		Evidence []struct{ Text string }
	}
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func main() {
	stanch := flag.String("stanch", "../stanch", "the program")
	runs := flag.Int("runs", 10, "how often")
	flag.Parse()
	program, err := filepath.Abs(*stanch)
	must(err)
	out, err := exec.Command("go", "env", "GOROOT").Output()
	must(err)
	from := filepath.Join(strings.TrimSpace(string(out)), "src/runtime/testdata/testgoroutineleakprofile")
	work, err := os.MkdirTemp("", "leakprofile")
	must(err)
	defer os.RemoveAll(work)
	must(os.WriteFile(filepath.Join(work, "go.mod"), []byte(modfile), 0o600))
	programs := 0
	for _, folder := range []string{"", "goker"} {
		to := filepath.Join(work, "p"+folder)
		must(os.Mkdir(to, 0o700))
		files, err := filepath.Glob(filepath.Join(from, folder, "*.go"))
		must(err)
		for _, file := range files {
			text, err := os.ReadFile(file)
			must(err)
			programs += bytes.Count(text, []byte("\tregister(\""))
			must(os.WriteFile(filepath.Join(to, filepath.Base(file)), text, 0o600))
		}
		must(os.WriteFile(filepath.Join(to, "stanch_test.go"), []byte(harness), 0o600))
	}
	tidy := exec.Command("go", "mod", "tidy")
	tidy.Dir = work
	if text, err := tidy.CombinedOutput(); err != nil {
		log.Fatalf("%s", text)
	}
	sites := map[string]bool{}
	var pairs, byStanch, byGoleak, byProfile, proven, wrong, extra int
	missed := map[string]int{}
	print := func(run int) {
		percent := func(n int) string { return fmt.Sprintf("%d (%.1f %%)", n, 100*float64(n)/float64(pairs)) }
		fmt.Printf("%d programs, %d runs\n\n", programs, run)
		fmt.Printf("| still blocked 1.5 s later | stanch test | of these proven | leak profile at once | goleak |\n|---|---|---|---|---|\n")
		fmt.Printf("| %d sites, %d (run, site) pairs | %s | %d findings | %s | %s |\n\n", len(sites), pairs, percent(byStanch), proven, percent(byProfile), percent(byGoleak))
		fmt.Printf("proven in programs without a leak: %d; findings no longer blocked 1.5 s later: %d\n", wrong, extra)
		for site, n := range missed {
			fmt.Printf("missed by stanch: %s in %d runs\n", site, n)
		}
	}
	for run := 0; run < *runs; run++ {
		parts := [][2]string{{"p", ""}, {"p", "SpawnGC"}, {"p", "DaisyChain"}}
		for i := 0; i < 11; i++ {
			parts = append(parts, [2]string{"pgoker", fmt.Sprintf("%d/11", i)})
		}
		for _, part := range parts {
			folder := part[0]
			truth := filepath.Join(work, "truth")
			os.Remove(truth)
			cmd := exec.Command(program, "test", "--format", "json", "-v", "./"+folder)
			cmd.Dir = work
			cmd.Env = append(os.Environ(), "TRUTH="+truth, "ONLY="+part[1], "GOEXPERIMENT=goroutineleakprofile")
			var stdout, stderr bytes.Buffer
			cmd.Stdout, cmd.Stderr = &stdout, &stderr
			_ = cmd.Run()
			var r report
			if err := json.Unmarshal(stdout.Bytes(), &r); err != nil {
				log.Fatalf("%v: %s", err, stderr.String())
			}
			text, err := os.ReadFile(truth)
			if err != nil {
				log.Fatalf("no truth: %s", stderr.String())
			}
			names, err := os.ReadFile(truth + ".goleak")
			must(err)
			goleak := map[string]bool{}
			for _, m := range goleakOf.FindAllStringSubmatch(string(names), -1) {
				goleak[m[1]] = true
			}
			still := map[string]bool{}
			inGoleak := map[string]bool{}
			for _, g := range dump(string(text)) {
				if g.site != "" {
					still[g.site] = true
					inGoleak[g.site] = inGoleak[g.site] || goleak[g.id]
				}
			}
			inProfile := map[string]bool{}
			for _, g := range dump(stderr.String()) {
				if g.leaked {
					inProfile[g.site] = true
				}
			}
			found := map[string]bool{}
			for _, f := range r.Findings {
				site := fmt.Sprintf("%s:%d", filepath.Base(f.Site.File), f.Site.Line)
				found[site] = true
				isProven := f.Confidence == "proven"
				if isProven {
					proven++
				}
				if !still[site] {
					extra++
				}
				if isProven && strings.Contains(f.Evidence[0].Text, "NoLeak") {
					wrong++
				}
			}
			for site := range still {
				pairs++
				sites[folder+site] = true
				if found[site] {
					byStanch++
				} else {
					missed[site]++
				}
				if inGoleak[site] {
					byGoleak++
				}
				if inProfile[site] {
					byProfile++
				}
			}
		}
		print(run + 1)
	}
}
