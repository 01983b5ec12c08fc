// Writes what google/pprof makes of legacy profiles, as LegacyProfileTest expects it:
// go run . ../NAME >../NAME.raw
package main

import (
	"fmt"
	"os"

	"github.com/google/pprof/profile"
)

func main() {
	data, err := os.ReadFile(os.Args[1])
	if err != nil {
		panic(err)
	}
	p, err := profile.ParseData(data)
	if err != nil {
		panic(err)
	}
	duration := p.DurationNanos
	p.DurationNanos = 0
	fmt.Print(p)
	fmt.Println("Duration", duration)
	fmt.Println("Drop", p.DropFrames)
	fmt.Println("Keep", p.KeepFrames)
}
