// Package out writes the profiles of the running program into a folder, as proto and as Go's own text.
package out

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"time"
)

// Folder is where the profiles go: the program's only argument.
func Folder() string {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: program FOLDER")
		os.Exit(2)
	}
	return os.Args[1]
}

// Lookup writes the profile called kind as NAME.pb.gz and NAME.txt; unknown kinds are left out.
func Lookup(kind, name string) {
	profile := pprof.Lookup(kind)
	if profile == nil {
		return
	}
	if kind == "heap" || kind == "allocs" {
		runtime.GC()
		runtime.GC()
	}
	write(profile, name+".pb.gz", 0)
	write(profile, name+".txt", 1)
}

// CPU writes a profile of the processor's time while work runs again and again.
func CPU(name string, span time.Duration, work func()) {
	file, err := os.Create(filepath.Join(Folder(), name+".pb.gz"))
	check(err)
	check(pprof.StartCPUProfile(file))
	for end := time.Now().Add(span); time.Now().Before(end); {
		work()
	}
	pprof.StopCPUProfile()
	check(file.Close())
}

func write(profile *pprof.Profile, name string, debug int) {
	file, err := os.Create(filepath.Join(Folder(), name))
	check(err)
	check(profile.WriteTo(file, debug))
	check(file.Close())
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
