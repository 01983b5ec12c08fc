package main

import "math/rand"

const (
	whole = 0x400000
	step  = 0x40
)

// plain is a heap-like profile of n functions in one executable, with random stacks of at most depth frames.
func plain(seed int64, n, samples, depth int) *profile {
	r := rand.New(rand.NewSource(seed))
	p := &profile{
		types:  [][2]string{{"alloc_objects", "count"}, {"alloc_space", "bytes"}, {"inuse_objects", "count"}, {"inuse_space", "bytes"}},
		period: [2]string{"space", "bytes"}, every: 524288, time: 1700000000123456789,
		maps: []mapping{{start: whole, limit: whole + 0x100000, file: "/srv/app/server", build: "5f3759df", flags: [4]bool{true, true, true, true}}},
	}
	packages := []string{"main", "runtime", "example.com/store/v2", "encoding/json", "net/http", "stanch.dev/profiles/mill"}
	forms := []string{"run", "make", "(*Tree).insert", "inner.func1", "List[...].Add", "init.0"}
	for i := 0; i < n; i++ {
		in := packages[i%len(packages)]
		name := in + "." + forms[(i/3)%len(forms)] + string(rune('A'+i%26))
		p.functions = append(p.functions, function{name: name, system: name, file: "/src/" + in + "/" + string(rune('a'+i%7)) + ".go", start: int64(10 + i)})
	}
	for i := 0; i < n*2; i++ {
		lines := [][3]int64{{int64(1 + r.Intn(n)), int64(5 + r.Intn(90)), 0}}
		if r.Intn(4) == 0 {
			lines = append(lines, [3]int64{int64(1 + r.Intn(n)), int64(5 + r.Intn(90)), 0})
		}
		p.places = append(p.places, place{mapping: 1, address: int64(whole + step*(i+1)), lines: lines})
	}
	for i := 0; i < samples; i++ {
		s := sample{}
		at := r.Intn(len(p.places))
		for k := 1 + r.Intn(depth); k > 0; k-- {
			s.stack = append(s.stack, int64(at+1))
			at = (at*5 + 3 + r.Intn(3)) % len(p.places)
		}
		size := int64(8 << uint(r.Intn(14)))
		count := int64(1 + r.Intn(500))
		use := int64(r.Intn(int(count) + 1))
		s.values = []int64{count, count * size, use, use * size}
		s.labels = []label{{key: "bytes", number: size, unit: "bytes"}}
		p.samples = append(p.samples, s)
	}
	return p
}

func (p *profile) label(each func(i int) []label) *profile {
	for i := range p.samples {
		p.samples[i].labels = each(i)
	}
	return p
}

func (p *profile) values(types [][2]string, each func(i int) []int64) *profile {
	p.types = types
	for i := range p.samples {
		p.samples[i].values = each(i)
	}
	return p
}

func profiles() map[string]*profile {
	all := map[string]*profile{
		"numbers": plain(1, 30, 60, 12),
		"wide":    plain(2, 130, 160, 20),
		"chain":   chain(),
		"ties":    ties(),
		"nothing": {},
		"typed":   {types: [][2]string{{"samples", "count"}, {"cpu", "nanoseconds"}}, period: [2]string{"cpu", "nanoseconds"}, every: 10000000},
	}
	addUnits(all)
	addLabels(all)
	addMappings(all)
	addMarks(all)
	addNames(all)
	return all
}

// chain is one deep stack that visits a few functions again and again.
func chain() *profile {
	p := plain(3, 6, 1, 1)
	var stack []int64
	for i := 0; i < 300; i++ {
		stack = append(stack, int64(1+i*i%12))
	}
	p.samples[0].stack = stack
	p.samples = append(p.samples, sample{stack: stack[40:90], values: []int64{3, 96, 1, 32}}, sample{values: []int64{1, 1, 1, 1}})
	return p
}

// ties has many nodes and edges of equal weight.
func ties() *profile {
	p := plain(4, 16, 0, 1)
	for i := 0; i < 16; i++ {
		p.samples = append(p.samples, sample{stack: []int64{int64(i + 1), int64(i%4 + 17), 32}, values: []int64{1, 64, 1, 64}})
	}
	return p
}

func addUnits(all map[string]*profile) {
	r := rand.New(rand.NewSource(5))
	units := []struct {
		name  string
		types [][2]string
	}{
		{"units-time", [][2]string{{"delay", "ns"}, {"wait", "ms"}, {"late", "seconds"}, {"days", "day"}, {"weeks", "week"}}},
		{"units-memory", [][2]string{{"a", "kb"}, {"b", "MiB"}, {"c", "B"}, {"d", "megabyte"}, {"e", "gb"}}},
		{"units-other", [][2]string{{"steps", "cycles"}, {"cost", "GCU"}, {"what", "widgets"}, {"none", ""}, {"watts", "milligcu"}}},
	}
	for _, unit := range units {
		types := unit.types
		all[unit.name] = plain(6, 20, 40, 8).values(types, func(int) []int64 {
			var v []int64
			for range types {
				v = append(v, r.Int63n(1<<uint(1+r.Intn(40))))
			}
			return v
		})
	}
	all["huge"] = plain(7, 12, 10, 6).values([][2]string{{"x", "bytes"}, {"y", "count"}}, func(i int) []int64 {
		return []int64{1 << 58, int64(i) << 56}
	})
	all["negative"] = plain(8, 24, 50, 9).values([][2]string{{"x", "bytes"}, {"y", "nanoseconds"}}, func(i int) []int64 {
		return []int64{r.Int63n(2000000) - 1000000, -r.Int63n(5000000000)}
	})
	all["zero"] = plain(9, 10, 12, 5).values([][2]string{{"x", "count"}, {"y", "seconds"}}, func(i int) []int64 {
		return []int64{0, int64(i % 2)}
	})
	all["contention"] = plain(10, 20, 40, 10).values([][2]string{{"contentions", "count"}, {"delay", "nanoseconds"}}, func(i int) []int64 {
		return []int64{int64(i * 3), r.Int63n(90000000000)}
	})
}

func addLabels(all map[string]*profile) {
	words := []string{"GET", "POST", "größe", "世界", `say "hi"`, "a b", "x:y", "<i>", `c:\d`, "li\nne", ""}
	all["labels-text"] = plain(11, 30, 80, 10).label(func(i int) []label {
		labels := []label{{key: "method", text: words[i%len(words)]}, {key: "user", text: words[i*7%5]}}
		if i%3 == 0 {
			labels = append(labels, label{key: "method", text: "second"})
		}
		if i%5 == 0 {
			labels = append(labels, label{key: "zone", text: "eu"}, label{key: "größe", text: "x"})
		}
		return labels
	})
	units := []string{"bytes", "kb", "ms", "ns", "", "widgets", "mb"}
	all["labels-numbers"] = plain(12, 30, 90, 10).label(func(i int) []label {
		labels := []label{{key: "request", number: int64(i) * 1000, unit: "bytes"}, {key: "alignment", number: int64(8 << uint(i%4))}}
		labels = append(labels, label{key: "took", number: int64(i*i) * 31, unit: units[i%len(units)]})
		if i%4 == 0 {
			labels = append(labels, label{key: "took", number: -5, unit: "ms"}, label{key: "size", number: 1 << 40, unit: "bytes"})
		}
		if i%9 == 0 {
			labels = append(labels, label{key: "request", text: "both kinds"})
		}
		return labels
	})
	all["labels-many"] = plain(13, 8, 120, 4).label(func(i int) []label {
		return []label{{key: "id", number: int64(i), unit: "requests"}, {key: "name", text: string(rune('a'+i%26)) + "-name"}, {key: "bytes", number: int64(1) << uint(i%30)}}
	})
}

func addMappings(all map[string]*profile) {
	several := plain(14, 30, 60, 10)
	several.maps = append(several.maps,
		mapping{start: 0x7f0000000000, limit: 0x7f0000200000, offset: 0x1000, file: "/usr/lib/libc.so.6", build: "abcdef0123"},
		mapping{start: 0x7fff00000000, limit: 0x7fff00002000, file: "[vdso]"},
		mapping{start: 0x7fee00000000, limit: 0x7fee00002000, offset: 4096, file: ""})
	for i := range several.places {
		p := &several.places[i]
		switch i % 5 {
		case 1:
			p.mapping, p.address, p.lines = 2, int64(0x7f0000000000+i*16), nil
		case 2:
			p.mapping, p.address = 3, int64(0x7fff00000000+i*16)
		case 3:
			p.mapping = 0
		}
	}
	all["mappings"] = several

	bare := plain(15, 10, 40, 9)
	bare.maps[0].flags = [4]bool{}
	for i := range bare.places {
		bare.places[i].lines = nil
	}
	bare.functions = nil
	all["unsymbolized"] = bare

	folded := plain(16, 12, 30, 7)
	for i := range folded.places {
		folded.places[i].folded = i%3 == 0
		if i%2 == 0 {
			folded.places[i].address = int64(whole + 16*(i/4+1))
		}
	}
	all["folded"] = folded

	columns := plain(17, 15, 40, 8)
	for i := range columns.places {
		for k := range columns.places[i].lines {
			columns.places[i].lines[k][2] = int64(i % 40)
		}
	}
	all["columns"] = columns

	ids := plain(18, 15, 40, 8)
	for i := range ids.places {
		ids.places[i].id = int64(5000 - i*7)
		ids.places[i].mapping = 77
		for k := range ids.places[i].lines {
			ids.places[i].lines[k][0] = ids.places[i].lines[k][0]*1000 + 3
		}
	}
	for i := range ids.functions {
		ids.functions[i].id = int64(i+1)*1000 + 3
	}
	for i := range ids.samples {
		for k, at := range ids.samples[i].stack {
			ids.samples[i].stack[k] = 5000 - (at-1)*7
		}
	}
	ids.maps[0].id = 77
	all["ids"] = ids

	double := plain(19, 12, 30, 7)
	double.places[3].id, double.places[4].id = 4, 4
	all["double-ids"] = double
	twins := plain(20, 12, 30, 7)
	for i := range twins.functions {
		twins.functions[i].name = twins.functions[i/2].name
	}
	all["twins"] = twins
}

func addMarks(all map[string]*profile) {
	marked := plain(21, 14, 30, 8)
	marked.comments = []string{"first comment", "second: größe", "", "two\nlines"}
	marked.preferred = "alloc_space"
	marked.span = 12345678901
	marked.doc = "https://stanch.dev/profiles.html"
	all["marks"] = marked
	pruned := plain(22, 24, 60, 12)
	pruned.drop = `runtime\..*`
	pruned.keep = `runtime\.run.*`
	all["pruned"] = pruned
	wrong := plain(23, 8, 12, 5)
	wrong.preferred = "nothing_like_it"
	wrong.time, wrong.span = 0, 60000000000
	all["wrong-default"] = wrong
	cpu := plain(24, 24, 60, 12).values([][2]string{{"samples", "count"}, {"cpu", "nanoseconds"}}, func(i int) []int64 {
		return []int64{int64(i%7 + 1), int64(i%7+1) * 10000000}
	})
	cpu.period, cpu.every, cpu.span = [2]string{"cpu", "nanoseconds"}, 10000000, 2100000000
	all["cpu"] = cpu
}

func addNames(all map[string]*profile) {
	names := plain(25, 30, 60, 9)
	odd := []string{
		"operator delete(void*)", "std::vector<int, std::allocator<int> >::push_back(int const&)", "foo(anonymous namespace)::bar", "ns::Cls::method() const",
		"java.lang.Thread.run", "com.example.App$Inner.call", "main.(*T[go.shape.struct { A int \"json:\\\"a\\\"\" }]).Do", "main.größe.世界",
		`quo"te`, `back\slash`, "tab\tname", "line\nname", "<html>&amp;", "bad\xff\xfeutf8", "", " ", "a.b.c.d.e.f.g.h", "github.com/very/long/path/to/some/package/that/has/no/end/v17.(*Type).Method.func1.2",
		"0x1234", "main.main", "runtime.main", "(unknown)", "_start", "?", "fn [inline]", "%d%s%n", "main.f·dwrap·1", "main.glob..func1", "type:.eq.main.T", "é",
	}
	for i, name := range odd {
		names.functions[i].name = name
		if i%3 == 0 {
			names.functions[i].system = ""
		}
		if i%4 == 0 {
			names.functions[i].file = ""
		}
		if i%7 == 0 {
			names.functions[i].file = `C:\src\odd "file" <x>.cc`
		}
	}
	all["names"] = names
	files := plain(26, 12, 30, 6)
	files.maps[0].file = "/srv/with space/größe \"x\".exe"
	files.functions[2].file = "bad\xffname.go"
	files.functions[3].file = "./rel/../x.go"
	files.functions[4].file = "/a/very/long/path/that/goes/on/and/on/and/on/and/on/and/on/and/on/and/on/until/it/ends/file.go"
	all["files"] = files
}
