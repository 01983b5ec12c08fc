// Synth writes profiles that no Go program would: other units, several executables, comments, defaults, odd bytes.
//
//	go run ./synth FOLDER
package main

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"os"
	"path/filepath"

	"stanch.dev/profiles/wire"
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: synth FOLDER")
		os.Exit(2)
	}
	for name, p := range profiles() {
		write(filepath.Join(os.Args[1], name+".pb.gz"), p.bytes())
	}
}

func write(name string, raw []byte) {
	var packed bytes.Buffer
	w := gzip.NewWriter(&packed)
	_, _ = w.Write(raw)
	_ = w.Close()
	if err := os.WriteFile(name, packed.Bytes(), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// profile is what a synthetic profile is made of; functions, locations and mappings are numbered from 1 on.
type profile struct {
	types     [][2]string
	period    [2]string
	every     int64
	time      int64
	span      int64
	comments  []string
	preferred string
	drop      string
	keep      string
	doc       string
	maps      []mapping
	functions []function
	places    []place
	samples   []sample
	strings   wire.Strings
}

type mapping struct {
	start, limit, offset int64
	file, build          string
	flags                [4]bool
	id                   int64
}

type function struct {
	name, system, file string
	start              int64
	id                 int64
}

type place struct {
	mapping int64
	address int64
	lines   [][3]int64 // function, line, column
	folded  bool
	id      int64
}

type sample struct {
	stack  []int64
	values []int64
	labels []label
}

type label struct {
	key, text string
	number    int64
	unit      string
}

func (p *profile) bytes() []byte {
	var m wire.Message
	for _, t := range p.types {
		m.Bytes(1, p.pair(t))
	}
	for _, s := range p.samples {
		m.Bytes(2, p.sample(s))
	}
	for i, x := range p.maps {
		m.Bytes(3, p.mapping(i, x))
	}
	for i, x := range p.places {
		m.Bytes(4, p.place(i, x))
	}
	for i, x := range p.functions {
		var f wire.Message
		f.Some(1, orElse(x.id, int64(i+1)))
		f.Some(2, p.strings.Of(x.name))
		f.Some(3, p.strings.Of(x.system))
		f.Some(4, p.strings.Of(x.file))
		f.Some(5, x.start)
		m.Bytes(5, f)
	}
	var rest wire.Message
	rest.Some(7, p.strings.Of(p.drop))
	rest.Some(8, p.strings.Of(p.keep))
	rest.Some(9, p.time)
	rest.Some(10, p.span)
	if p.period[0] != "" {
		rest.Bytes(11, p.pair(p.period))
	}
	rest.Some(12, p.every)
	for _, c := range p.comments {
		rest.Int(13, p.strings.Of(c))
	}
	rest.Some(14, p.strings.Of(p.preferred))
	rest.Some(15, p.strings.Of(p.doc))
	p.strings.Write(&m)
	return append(m, rest...)
}

func (p *profile) pair(t [2]string) []byte {
	var m wire.Message
	m.Some(1, p.strings.Of(t[0]))
	m.Some(2, p.strings.Of(t[1]))
	return m
}

func (p *profile) sample(s sample) []byte {
	var m wire.Message
	m.Packed(1, s.stack...)
	m.Packed(2, s.values...)
	for _, l := range s.labels {
		var x wire.Message
		x.Some(1, p.strings.Of(l.key))
		x.Some(2, p.strings.Of(l.text))
		x.Some(3, l.number)
		x.Some(4, p.strings.Of(l.unit))
		m.Bytes(3, x)
	}
	return m
}

func (p *profile) mapping(i int, x mapping) []byte {
	var m wire.Message
	m.Some(1, orElse(x.id, int64(i+1)))
	m.Some(2, x.start)
	m.Some(3, x.limit)
	m.Some(4, x.offset)
	m.Some(5, p.strings.Of(x.file))
	m.Some(6, p.strings.Of(x.build))
	for k, flag := range x.flags {
		if flag {
			m.Int(7+k, 1)
		}
	}
	return m
}

func (p *profile) place(i int, x place) []byte {
	var m wire.Message
	m.Some(1, orElse(x.id, int64(i+1)))
	m.Some(2, x.mapping)
	m.Some(3, x.address)
	for _, l := range x.lines {
		var line wire.Message
		line.Some(1, l[0])
		line.Some(2, l[1])
		line.Some(3, l[2])
		m.Bytes(4, line)
	}
	if x.folded {
		m.Int(5, 1)
	}
	return m
}

func orElse(id, position int64) int64 {
	if id != 0 {
		return id
	}
	return position
}
