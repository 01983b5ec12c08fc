package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// record is what was printed for one profile, by command. As a file, packed: for each command and each of its answers a line
// "COMMAND ok|failed LENGTH", the bytes, and a line feed; "COMMAND ok|failed same OTHER" has the only answer of OTHER again.
type record []entry

type entry struct {
	command string
	answers []answer
}

// has says whether every answer was seen when the record was made.
func (r record) has(command string, answers []answer) bool {
	for _, e := range r {
		if e.command == command {
			for _, a := range answers {
				if !contains(e.answers, a) {
					return false
				}
			}
			return true
		}
	}
	return false
}

func (r record) write(file string) error {
	var packed bytes.Buffer
	w, err := gzip.NewWriterLevel(&packed, gzip.BestCompression)
	if err != nil {
		return err
	}
	for i, e := range r {
		for _, a := range e.answers {
			outcome := "ok"
			if a.failed {
				outcome = "failed"
			}
			if other := r[:i].only(a); other != "" {
				fmt.Fprintf(w, "%s %s same %s\n", e.command, outcome, other)
				continue
			}
			fmt.Fprintf(w, "%s %s %d\n", e.command, outcome, len(a.out))
			_, _ = w.Write(a.out)
			_, _ = w.Write([]byte("\n"))
		}
	}
	if err := w.Close(); err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return err
	}
	return os.WriteFile(file, packed.Bytes(), 0o644)
}

// only is the first command whose one answer is this one.
func (r record) only(a answer) string {
	for _, e := range r {
		if len(e.answers) == 1 && contains(e.answers, a) {
			return e.command
		}
	}
	return ""
}

func (r record) answer(command string) ([]byte, error) {
	for _, e := range r {
		if e.command == command {
			return e.answers[0].out, nil
		}
	}
	return nil, fmt.Errorf("no answer of %s", command)
}

func readRecord(file string) (record, error) {
	packed, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer packed.Close()
	unpacked, err := gzip.NewReader(packed)
	if err != nil {
		return nil, err
	}
	in := bufio.NewReader(unpacked)
	var all record
	for {
		line, err := in.ReadString('\n')
		if err == io.EOF {
			return all, nil
		}
		words := strings.Fields(line)
		if len(words) < 3 {
			return nil, fmt.Errorf("%s: %q", file, line)
		}
		var out []byte
		if words[2] == "same" {
			out, err = all.answer(words[3])
		} else {
			out, err = body(in, words[2])
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %q: %w", file, line, err)
		}
		if len(all) == 0 || all[len(all)-1].command != words[0] {
			all = append(all, entry{command: words[0]})
		}
		last := &all[len(all)-1]
		last.answers = append(last.answers, answer{failed: words[1] == "failed", out: out})
	}
}

func body(in io.Reader, length string) ([]byte, error) {
	n, err := strconv.Atoi(length)
	if err != nil {
		return nil, err
	}
	out := make([]byte, n+1)
	_, err = io.ReadFull(in, out)
	return out[:n], err
}
