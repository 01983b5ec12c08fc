// Measure runs a command line and prints its wall time in seconds and its peak memory in MB.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"syscall"
	"time"
)

func main() {
	run := exec.Command(os.Args[1], os.Args[2:]...)
	run.Stderr = nil
	start := time.Now()
	if err := run.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "measure:", run.Args, err)
		os.Exit(1)
	}
	wall := time.Since(start).Seconds()
	peak := float64(run.ProcessState.SysUsage().(*syscall.Rusage).Maxrss) / 1024
	fmt.Printf("%.3f %.0f\n", wall, peak)
}
