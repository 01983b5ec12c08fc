package main

import (
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"os"
	"os/exec"
	"sort"
)

// answer is what one command line printed, and whether it succeeded; proto is kept unpacked.
type answer struct {
	failed bool
	out    []byte
}

// ask runs one command line again and again and returns the different answers in their order.
func ask(tool string, runs int, args []string) ([]answer, error) {
	var all []answer
	for i := 0; i < runs; i++ {
		got, err := once(tool, args)
		if err != nil {
			return nil, err
		}
		if !contains(all, got) {
			all = append(all, got)
		}
	}
	sort.Slice(all, func(i, j int) bool { return bytes.Compare(all[i].out, all[j].out) < 0 })
	return all, nil
}

func contains(all []answer, wanted answer) bool {
	for _, a := range all {
		if a.failed == wanted.failed && bytes.Equal(a.out, wanted.out) {
			return true
		}
	}
	return false
}

func once(tool string, args []string) (answer, error) {
	home, err := os.MkdirTemp("", "golden")
	if err != nil {
		return answer{}, err
	}
	defer os.RemoveAll(home)
	run := exec.Command(tool, args...)
	run.Env = []string{"TZ=UTC", "HOME=" + home, "PPROF_TMPDIR=" + home}
	var out bytes.Buffer
	run.Stdout = &out
	err = run.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		return answer{}, err
	}
	return answer{failed: err != nil, out: unpacked(out.Bytes())}, nil
}

func unpacked(out []byte) []byte {
	if !bytes.HasPrefix(out, []byte{0x1f, 0x8b}) {
		return out
	}
	r, err := gzip.NewReader(bytes.NewReader(out))
	if err != nil {
		return out
	}
	plain, err := io.ReadAll(r)
	if err != nil {
		return out
	}
	return plain
}
