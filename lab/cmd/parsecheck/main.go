// Command parsecheck tells of each Go file under folders whether go/parser accepts it:
// "ok<TAB>comments<TAB>path" or "error<TAB>message<TAB>path".
package main

import (
	"bufio"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	w := bufio.NewWriter(os.Stdout)
	defer w.Flush()
	for _, folder := range os.Args[1:] {
		filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil || !d.Type().IsRegular() || !strings.HasSuffix(path, ".go") {
				return nil
			}
			f, err := parser.ParseFile(token.NewFileSet(), path, nil,
				parser.ParseComments|parser.SkipObjectResolution|parser.AllErrors)
			if err != nil {
				message, _, _ := strings.Cut(err.Error(), "\n")
				fmt.Fprintf(w, "error\t%s\t%s\n", strings.ReplaceAll(message, "\t", " "), path)
				return nil
			}
			n := 0
			for _, group := range f.Comments {
				n += len(group.List)
			}
			fmt.Fprintf(w, "ok\t%d\t%s\n", n, path)
			return nil
		})
	}
}
