// Golden records what go tool pprof prints for every profile and command line of the golden matrix, and compares a later
// state of pprof with the record. Run by ../golden.sh in the root of the repository.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
)

func main() {
	tool := flag.String("tool", "", "the pprof to ask")
	kept := flag.String("kept", "src/test/resources/profile/golden", "folder of the matrix")
	runs := flag.Int("runs", 5, "how often each command line is run")
	workers := flag.Int("workers", 2, "how many at a time")
	only := flag.String("only", "", "part of the names of the profiles wanted")
	flag.Parse()
	m, err := readMatrix(*kept)
	if err == nil {
		err = m.all(*tool, *runs, *workers, *only, flag.Arg(0))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "golden:", err)
		os.Exit(1)
	}
}

type matrix struct {
	folder   string
	rows     [][2]string
	commands []command
}

type command struct {
	name string
	args []string
}

func readMatrix(folder string) (*matrix, error) {
	m := &matrix{folder: folder}
	rows, err := lines(filepath.Join(folder, "rows.txt"))
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		m.rows = append(m.rows, [2]string{row[0], row[1]})
	}
	commands, err := lines(filepath.Join(folder, "commands.txt"))
	if err != nil {
		return nil, err
	}
	for _, c := range commands {
		m.commands = append(m.commands, command{name: c[0], args: c[1:]})
	}
	return m, nil
}

// lines are the words of the lines that are neither empty nor comments.
func lines(file string) ([][]string, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var all [][]string
	for _, line := range strings.Split(string(text), "\n") {
		if words := strings.Fields(line); len(words) > 0 && !strings.HasPrefix(line, "#") {
			all = append(all, words)
		}
	}
	return all, nil
}

// all handles every row: "record" writes, "compare" reports.
func (m *matrix) all(tool string, runs, workers int, only, mode string) error {
	var wait sync.WaitGroup
	var lock sync.Mutex
	var problems []string
	queue := make(chan [2]string)
	for w := 0; w < workers; w++ {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for row := range queue {
				found := m.row(tool, runs, row, mode)
				lock.Lock()
				problems = append(problems, found...)
				lock.Unlock()
			}
		}()
	}
	for _, row := range m.rows {
		if strings.Contains(row[0], only) {
			queue <- row
		}
	}
	close(queue)
	wait.Wait()
	sort.Strings(problems)
	for _, p := range problems {
		fmt.Println(p)
	}
	if mode == "compare" && len(problems) > 0 {
		return fmt.Errorf("%d differ", len(problems))
	}
	return nil
}

func (m *matrix) row(tool string, runs int, row [2]string, mode string) []string {
	file := filepath.Join(m.folder, "outputs", row[0]+".golden.gz")
	var known record
	if mode == "compare" {
		var err error
		if known, err = readRecord(file); err != nil {
			return []string{err.Error()}
		}
	}
	var now record
	var problems []string
	for _, c := range m.commands {
		got, err := ask(tool, runs, m.arguments(c, row))
		if err != nil {
			return append(problems, err.Error())
		}
		now = append(now, entry{c.name, got})
		if mode == "compare" && !known.has(c.name, got) {
			problems = append(problems, fmt.Sprintf("%s %s differs from the record", row[0], c.name))
		}
		if mode == "record" && len(got) > 1 {
			problems = append(problems, fmt.Sprintf("%s %s varies: %d answers in %d runs", row[0], c.name, len(got), runs))
		}
	}
	if mode == "record" {
		if err := now.write(file); err != nil {
			problems = append(problems, err.Error())
		}
	}
	return problems
}

func (m *matrix) arguments(c command, row [2]string) []string {
	all := []string{"-symbolize=none"}
	for _, arg := range c.args {
		if arg == "{other}" {
			// A second source follows the first.
			all = append(all, m.profile(row[0]), m.profile(row[1]))
			return all
		}
		all = append(all, strings.ReplaceAll(arg, "{other}", m.profile(row[1])))
	}
	return append(all, m.profile(row[0]))
}

func (m *matrix) profile(name string) string {
	return filepath.ToSlash(filepath.Join(m.folder, "profiles", name))
}
