// Quarry drives large parts of the standard library, so that its profiles have some hundred nodes.
package main

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"math/big"
	"regexp"
	"runtime"
	"strings"
	"text/template"
	"time"

	"stanch.dev/profiles/out"
)

func init() { runtime.MemProfileRate = 2048 }

var kept []interface{}

func main() {
	for i := 0; i < 4; i++ {
		dig(i)
	}
	out.Lookup("heap", "heap")
	kept = kept[len(kept)/3:]
	for i := 0; i < 2; i++ {
		dig(i)
	}
	out.Lookup("heap", "heap-later")
	out.CPU("cpu", 400*time.Millisecond, func() { kept = kept[:0]; dig(1) })
	out.Lookup("allocs", "allocs")
	runtime.KeepAlive(kept)
}

func dig(depth int) {
	source := write(depth)
	file := parse(source)
	kept = append(kept, file, names(file))
	kept = append(kept, encode(file, depth), pack(source), patterns(depth), page(depth), primes(depth))
}

func write(depth int) []byte {
	var text strings.Builder
	text.WriteString("package p\n")
	for i := 0; i < 30+depth; i++ {
		fmt.Fprintf(&text, "type T%d struct { a, b int; c map[string][]func(x ...T%d) chan<- *int }\n", i, i)
		fmt.Fprintf(&text, "func f%d(a int) (r T%d) { switch { case a>%d: for i := range r.c { _ = i }; default: go func(){ defer f%d(a-1) }() }; return }\n", i, i, i, i)
	}
	pretty, err := format.Source([]byte(text.String()))
	if err != nil {
		panic(err)
	}
	return pretty
}

func parse(source []byte) *ast.File {
	file, err := parser.ParseFile(token.NewFileSet(), "p.go", source, parser.ParseComments)
	if err != nil {
		panic(err)
	}
	return file
}

func names(file *ast.File) map[string]int {
	count := map[string]int{}
	ast.Inspect(file, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			count[fmt.Sprint(id.Name, len(count)%97)]++
		}
		return true
	})
	return count
}

func encode(file *ast.File, depth int) interface{} {
	type entry struct {
		Name  string   `json:"name" xml:"name,attr"`
		Lines []string `json:"lines" xml:"line"`
		Inner []entry  `json:"inner" xml:"inner"`
	}
	root := entry{Name: "root"}
	for _, decl := range file.Decls {
		root.Inner = append(root.Inner, entry{Name: fmt.Sprintf("%T", decl), Lines: []string{fmt.Sprint(decl.Pos()), "b"}})
	}
	text, _ := json.Marshal(root)
	var back map[string]interface{}
	_ = json.Unmarshal(text, &back)
	marked, _ := xml.Marshal(root)
	var again entry
	_ = xml.Unmarshal(marked, &again)
	return []interface{}{back, again, marked}
}

func pack(source []byte) []byte {
	var packed bytes.Buffer
	w, _ := flate.NewWriter(&packed, 6)
	_, _ = w.Write(source)
	_ = w.Close()
	return packed.Bytes()
}

func patterns(depth int) []*regexp.Regexp {
	var all []*regexp.Regexp
	for i := 0; i < 5; i++ {
		all = append(all, regexp.MustCompile(fmt.Sprintf(`^(a|b){%d}[^x-z]+(\p{Greek}|\w)*?$`, i+depth+1)))
	}
	return all
}

func page(depth int) []string {
	t := template.Must(template.New("t").Parse(`{{range $i, $e := .}}{{if $e}}{{printf "%d-%v" $i $e}}{{else}}none{{end}},{{end}}`))
	var pages []string
	for i := 0; i < 3; i++ {
		var page bytes.Buffer
		_ = t.Execute(&page, []int{0, 1, 2, i, depth})
		pages = append(pages, page.String())
	}
	return pages
}

func primes(depth int) []*big.Int {
	var all []*big.Int
	n := big.NewInt(int64(depth) + 3)
	for i := 0; i < 60; i++ {
		n = new(big.Int).Mul(n, big.NewInt(1000003))
		all = append(all, n)
	}
	return all
}
