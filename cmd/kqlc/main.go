// Command kqlc compiles KQL detection rules to Go.
package main

import (
	"os"

	"github.com/kqlc/kqlc/internal/cli"
	_ "github.com/kqlc/kqlc/kql/memory/early"
)

func main() { os.Exit(cli.Main(os.Args[1:])) }
