// Large writes big heap profiles for measuring: the same bytes for the same name.
//
//	go run ./large s|m|m-later|l|real|real-later FILE.pb.gz
//
// s, m and l have 10,000, 200,000 and 2,000,000 samples of 45 frames, nearly every stack its own, with a numeric label each;
// m-later has other stacks of the same functions.
// real is what a large service's heap looks like: 60,000 stacks that share their outer frames; real-later is an hour later.
package main

import (
	"bufio"
	"compress/gzip"
	"fmt"
	"io"
	"math/rand"
	"os"

	"stanch.dev/profiles/wire"
)

const (
	depth = 45
	whole = 0x400000
)

func main() {
	if len(os.Args) != 3 {
		fmt.Fprintln(os.Stderr, "usage: large s|m|m-later|l|real|real-later|real-l FILE")
		os.Exit(2)
	}
	file, err := os.Create(os.Args[2])
	check(err)
	packed, err := gzip.NewWriterLevel(file, gzip.BestSpeed)
	check(err)
	out := bufio.NewWriterSize(packed, 1<<20)
	switch os.Args[1] {
	case "s":
		unique(out, 10_000, 2_000, 1)
	case "m":
		unique(out, 200_000, 20_000, 1)
	case "m-later":
		unique(out, 200_000, 20_000, 2)
	case "l":
		unique(out, 2_000_000, 20_000, 1)
	case "real":
		service(out, 60_000, 7)
	case "real-later":
		service(out, 66_000, 8)
	case "real-l":
		service(out, 2_000_000, 9)
	default:
		check(fmt.Errorf("no profile %s", os.Args[1]))
	}
	check(out.Flush())
	check(packed.Close())
	check(file.Close())
}

func check(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// unique has random stacks over three lines of each function.
func unique(out io.Writer, samples, functions int, seed int64) {
	r := rand.New(rand.NewSource(seed))
	var strings wire.Strings
	head(out, &strings)
	stack := make([]int64, depth)
	for i := 0; i < samples; i++ {
		for k := range stack {
			stack[k] = 1 + r.Int63n(int64(functions)*3)
		}
		one(out, &strings, stack, r)
	}
	tables(out, &strings, functions, r)
}

// service walks down a call graph in which some ways are much more frequent than others.
func service(out io.Writer, samples int, seed int64) {
	const functions = 6000
	graph := rand.New(rand.NewSource(3))
	calls := make([][]int64, functions*3)
	for i := range calls {
		for k := 1 + graph.Intn(4); k > 0; k-- {
			far := int64(1 + graph.Intn(400))
			calls[i] = append(calls[i], (int64(i)+far*far/9)%int64(len(calls)))
		}
	}
	r := rand.New(rand.NewSource(seed))
	zipf := rand.NewZipf(r, 1.4, 1, 30)
	var strings wire.Strings
	head(out, &strings)
	for i := 0; i < samples; i++ {
		length := 8 + r.Intn(40)
		stack := make([]int64, length)
		at := int64(zipf.Uint64())
		for k := length - 1; k >= 0; k-- {
			stack[k] = at + 1
			next := calls[at]
			way := int(zipf.Uint64())
			at = next[way%len(next)]
		}
		one(out, &strings, stack, r)
	}
	tables(out, &strings, functions, rand.New(rand.NewSource(4)))
}

func head(out io.Writer, strings *wire.Strings) {
	var m wire.Message
	for _, name := range [][2]string{{"alloc_objects", "count"}, {"alloc_space", "bytes"}, {"inuse_objects", "count"}, {"inuse_space", "bytes"}} {
		var t wire.Message
		t.Int(1, strings.Of(name[0]))
		t.Int(2, strings.Of(name[1]))
		m.Bytes(1, t)
	}
	_, err := out.Write(m)
	check(err)
}

func one(out io.Writer, strings *wire.Strings, stack []int64, r *rand.Rand) {
	size := int64(16 << uint(r.Intn(12)))
	made := 1 + r.Int63n(900)
	kept := r.Int63n(made + 1)
	var label, s, m wire.Message
	label.Int(1, strings.Of("bytes"))
	label.Int(3, size)
	label.Int(4, strings.Of("bytes"))
	s.Packed(1, stack...)
	s.Packed(2, made, made*size, kept, kept*size)
	s.Bytes(3, label)
	m.Bytes(2, s)
	_, err := out.Write(m)
	check(err)
}

func tables(out io.Writer, strings *wire.Strings, functions int, r *rand.Rand) {
	var m, mapping wire.Message
	mapping.Int(1, 1)
	mapping.Int(2, whole)
	mapping.Int(3, whole+int64(functions)*4096)
	mapping.Int(5, strings.Of("/srv/mill/mill"))
	for flag := 7; flag <= 10; flag++ {
		mapping.Int(flag, 1)
	}
	m.Bytes(3, mapping)
	for i := 0; i < functions; i++ {
		for k := 0; k < 3; k++ {
			var line, place wire.Message
			line.Int(1, int64(i+1))
			line.Int(2, int64(20+k*9+i%400))
			place.Int(1, int64(i*3+k+1))
			place.Int(2, 1)
			place.Int(3, whole+int64(i)*4096+int64(k)*64)
			place.Bytes(4, line)
			m.Bytes(4, place)
		}
	}
	for i := 0; i < functions; i++ {
		in := fmt.Sprintf("example.com/mill/internal/part%d", i/60)
		name := strings.Of(fmt.Sprintf("%s.(*Wheel%d).Turn%d", in, i%17, r.Intn(1000)*functions+i))
		var f wire.Message
		f.Int(1, int64(i+1))
		f.Int(2, name)
		f.Int(3, name)
		f.Int(4, strings.Of(fmt.Sprintf("/src/%s/wheel%d.go", in, i%9)))
		f.Int(5, int64(10+i%400))
		m.Bytes(5, f)
	}
	kind := strings.Of("space")
	unit := strings.Of("bytes")
	strings.Write(&m)
	m.Int(9, 1700000000000000000)
	var period wire.Message
	period.Int(1, kind)
	period.Int(2, unit)
	m.Bytes(11, period)
	m.Int(12, 524288)
	_, err := out.Write(m)
	check(err)
}
