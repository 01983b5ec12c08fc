package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"strings"
)

// place is one source line as truth.json states it.
type place struct {
	Function string `json:"function"`
	File     string `json:"file"`
	Line     int    `json:"line"`
	Text     string `json:"text"`
}

// program is a truth.json and the folder it lies in.
type program struct {
	Name     string   `json:"program"`
	Healthy  bool     `json:"healthy"`
	Cause    *string  `json:"cause"`
	Site     *place   `json:"site"`
	Origin   *place   `json:"origin"`
	Also     []place  `json:"also"`
	Rate     *float64 `json:"rate"`
	RateUnit *string  `json:"rate_unit"`
	// Seen names the function where the leaked goroutines stand when no frame of theirs is the program's own.
	Seen string `json:"seen"`
	Why  string `json:"why"`
}

var causes = map[string]bool{
	"blocked-goroutine": true, "endless-goroutine": true, "reference-cycle": true, "growing-collection": true,
	"retained-array": true, "native-memory": true, "unstopped-timer": true,
}

func readTruth(name string) (program, error) {
	text, err := os.ReadFile(filepath.Join(name, "truth.json"))
	if err != nil {
		return program{}, err
	}
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	var p program
	if err := decoder.Decode(&p); err != nil {
		return program{}, fmt.Errorf("%s/truth.json: %w", name, err)
	}
	return p, nil
}

// checkSources says what in the truth contradicts itself or the program's sources.
func checkSources(p program) error {
	if info, err := os.Stat(p.Name); err != nil || !info.IsDir() {
		return errors.New("program is not the folder's name")
	}
	if p.Why == "" {
		return errors.New("no why")
	}
	if p.Healthy {
		if p.Cause != nil || p.Site != nil || p.Origin != nil || p.Rate != nil {
			return errors.New("healthy, but with cause, site, origin or rate")
		}
		return nil
	}
	if p.Cause == nil || !causes[*p.Cause] || p.Site == nil || p.Rate == nil || p.RateUnit == nil {
		return errors.New("leaking, but without a known cause, site, rate or unit")
	}
	places := append([]place{*p.Site}, p.Also...)
	if p.Origin != nil {
		places = append(places, *p.Origin)
	}
	for _, at := range places {
		if err := checkPlace(p.Name, at); err != nil {
			return err
		}
	}
	return nil
}

func checkPlace(folder string, at place) error {
	path, err := locate(folder, at.File)
	if err != nil {
		return err
	}
	source, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	lines := strings.Split(string(source), "\n")
	if at.Line < 1 || at.Line > len(lines) {
		return fmt.Errorf("%s has no line %d", path, at.Line)
	}
	if got := strings.TrimSpace(lines[at.Line-1]); got != at.Text {
		return fmt.Errorf("%s:%d is %q, not %q", path, at.Line, got, at.Text)
	}
	return checkFunction(path, source, at)
}

// locate finds a file of the program by its base name, in the program's folder or one below it.
func locate(folder, base string) (string, error) {
	var found []string
	for _, pattern := range []string{filepath.Join(folder, base), filepath.Join(folder, "*", base)} {
		matches, err := filepath.Glob(pattern)
		if err != nil {
			return "", err
		}
		found = append(found, matches...)
	}
	if len(found) != 1 {
		return "", fmt.Errorf("%d files %s in %s", len(found), base, folder)
	}
	return found[0], nil
}

// checkFunction compares the stated function with the declaration around the line. How the compiler numbers function
// literals only the running program tells, so that of a literal just the declaration's part is compared.
func checkFunction(path string, source []byte, at place) error {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, source, 0)
	if err != nil {
		return err
	}
	prefix := "main."
	if file.Name.Name != "main" {
		prefix = "stanch.dev/lab/" + filepath.ToSlash(filepath.Dir(path)) + "."
	}
	for _, decl := range file.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if !ok || files.Position(fn.Pos()).Line > at.Line || files.Position(fn.End()).Line < at.Line {
			continue
		}
		want := prefix + receiver(fn) + fn.Name.Name
		inLiteral := false
		ast.Inspect(fn, func(n ast.Node) bool {
			if lit, ok := n.(*ast.FuncLit); ok && files.Position(lit.Pos()).Line <= at.Line && at.Line <= files.Position(lit.End()).Line {
				inLiteral = true
			}
			return true
		})
		if at.Function == want || inLiteral && strings.HasPrefix(at.Function, want+".") {
			return nil
		}
		return fmt.Errorf("%s:%d is in %s, not %s", path, at.Line, want, at.Function)
	}
	return fmt.Errorf("%s:%d is in no function", path, at.Line)
}

func receiver(fn *ast.FuncDecl) string {
	if fn.Recv == nil {
		return ""
	}
	switch t := fn.Recv.List[0].Type.(type) {
	case *ast.StarExpr:
		return "(*" + typeName(t.X) + ")."
	default:
		return typeName(t) + "."
	}
}

func typeName(t ast.Expr) string {
	switch t := t.(type) {
	case *ast.Ident:
		return t.Name
	case *ast.IndexExpr:
		return typeName(t.X) + "[...]"
	case *ast.IndexListExpr:
		return typeName(t.X) + "[...]"
	default:
		return "?"
	}
}
