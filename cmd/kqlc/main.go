// Command kqlc compiles KQL detection rules to Go.
package main

import (
	"os"

	"github.com/kqlc/kqlc/internal/cli"
)

func main() { os.Exit(cli.Main(os.Args[1:])) }
