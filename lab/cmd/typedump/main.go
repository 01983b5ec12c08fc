// Command typedump prints the type that go/types finds for each expression of packages:
//
//	typedump [-w folder] pattern...
//
// Lines: "P importpath", "F file", "offset<TAB>end<TAB>type". Run it with GODEBUG=gotypesalias=0,
// so that aliases are written as the types they stand for.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
)

type listed struct {
	ImportPath, Dir, Export string
	GoFiles, CgoFiles       []string
	DepOnly                 bool
	ImportMap               map[string]string
	Module                  *struct{ GoVersion string }
}

var tag = regexp.MustCompile(` "(?:[^"\\]|\\.)*"`)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "typedump:", err)
		os.Exit(1)
	}
}

func run(args []string) error {
	folder := "."
	if len(args) > 1 && args[0] == "-w" {
		folder, args = args[1], args[2:]
	}
	list := exec.Command("go", append([]string{"list", "-e", "-export", "-deps",
		"-json=ImportPath,Dir,Export,GoFiles,CgoFiles,DepOnly,ImportMap,Module"}, args...)...)
	list.Dir = folder
	list.Stderr = os.Stderr
	out, err := list.Output()
	if err != nil {
		return err
	}
	exports := map[string]string{}
	var targets []listed
	decoder := json.NewDecoder(bytes.NewReader(out))
	for {
		var p listed
		if err := decoder.Decode(&p); err == io.EOF {
			break
		} else if err != nil {
			return err
		}
		exports[p.ImportPath] = p.Export
		if !p.DepOnly {
			targets = append(targets, p)
		}
	}
	w := bufio.NewWriterSize(os.Stdout, 1<<20)
	defer w.Flush()
	fset := token.NewFileSet()
	load := importer.ForCompiler(fset, "gc", func(path string) (io.ReadCloser, error) {
		file := exports[path]
		if file == "" {
			return nil, fmt.Errorf("no export data of %s", path)
		}
		return os.Open(file)
	})
	for _, p := range targets {
		dump(w, fset, load, p)
	}
	return nil
}

type mapped struct {
	types.Importer
	names map[string]string
}

func (m mapped) Import(path string) (*types.Package, error) {
	if to, ok := m.names[path]; ok {
		path = to
	}
	return m.Importer.Import(path)
}

func dump(w *bufio.Writer, fset *token.FileSet, load types.Importer, p listed) {
	var files []*ast.File
	for _, name := range append(p.GoFiles, p.CgoFiles...) {
		f, err := parser.ParseFile(fset, filepath.Join(p.Dir, name), nil, parser.SkipObjectResolution)
		if err != nil {
			return
		}
		files = append(files, f)
	}
	info := &types.Info{Types: map[ast.Expr]types.TypeAndValue{}}
	conf := types.Config{
		Importer:    mapped{load, p.ImportMap},
		FakeImportC: true,
		Error:       func(error) {},
	}
	if p.Module != nil && p.Module.GoVersion != "" {
		conf.GoVersion = "go" + p.Module.GoVersion
	}
	conf.Check(p.ImportPath, fset, files, info)
	fmt.Fprintf(w, "P %s\n", p.ImportPath)
	for _, f := range files {
		fmt.Fprintf(w, "F %s\n", fset.Position(f.FileStart).Filename)
		base := fset.File(f.FileStart).Base()
		ast.Inspect(f, func(n ast.Node) bool {
			e, ok := n.(ast.Expr)
			if !ok {
				return true
			}
			if tv, ok := info.Types[e]; ok && !tv.IsBuiltin() {
				fmt.Fprintf(w, "%d\t%d\t%s\n", int(e.Pos())-base, int(e.End())-base,
					tag.ReplaceAllString(tv.Type.String(), ` ""`))
			}
			return true
		})
	}
}
