// Command generate writes the pages of docs that are made: go generate ./internal/reference runs it.
package main

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/kqlc/kqlc/internal/compile"
	"github.com/kqlc/kqlc/internal/reference"
	"github.com/kqlc/kqlc/internal/schema"
)

func main() {
	for name, text := range reference.Pages(compile.New(schema.Builtin())) {
		if err := os.WriteFile(filepath.Join(os.Args[1], name), []byte(text), 0o666); err != nil {
			fmt.Fprintln(os.Stderr, "error:", err)
			os.Exit(1)
		}
	}
}
