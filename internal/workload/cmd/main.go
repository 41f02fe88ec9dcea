// Command cmd writes a workload of events to standard output or to a file:
//
//	go run ./internal/workload/cmd -size 1000000000 -seed 1 -o events.ndjson
//	go run ./internal/workload/cmd -table SigninLogs -o signins.parquet
//
// A file that is named *.gz or *.zst is compressed, one that is named *.parquet is Parquet.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/kqlc/kqlc/internal/schema"
	"github.com/kqlc/kqlc/internal/workload"
)

func main() {
	c := workload.Config{}
	size := flag.Int("size", 100_000_000, "about how many bytes of JSON")
	flag.Uint64Var(&c.Seed, "seed", 1, "chooses the events")
	flag.IntVar(&c.Tools, "tools", 5, "in how many of 1,000 events a container tool takes part")
	flag.IntVar(&c.Matches, "matches", 2, "how many of these the rule of T1609 finds")
	flag.StringVar(&c.Table, "table", own, "the table: one of those that kqlc knows")
	end := flag.String("end", "2026-11-20T12:00:00Z", "the time of the newest event")
	file := flag.String("o", "", "the file to write (default: standard output)")
	flag.Parse()
	var err error
	if c.End, err = time.Parse(time.RFC3339, *end); err == nil {
		err = write(c, *size, *file)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

// own is the table that the workload is made for.
const own = "DeviceProcessEvents"

// write writes about so many bytes of events to a file, as its name says.
func write(c workload.Config, size int, file string) (err error) {
	table := schema.Builtin().Table(c.Table)
	if table == nil {
		return fmt.Errorf("there is no table %s", c.Table)
	}
	bytesPerEvent := workload.BytesPerEvent
	if c.Table != own {
		for _, column := range table.Columns() {
			c.Columns = append(c.Columns, workload.Column{Name: column.Name, Type: column.Type.String()})
		}
		bytesPerEvent = lineLength(c)
	}
	c.Events = size / bytesPerEvent
	f := os.Stdout
	if file != "" {
		if f, err = os.Create(file); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, f.Close()) }()
	}
	if strings.HasSuffix(file, ".parquet") {
		return writeParquet(f, c, table.Columns())
	}
	out, err := compressor(f, file)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, c.Reader())
	return errors.Join(err, out.Close())
}

// lineLength is the mean length of the lines of a table.
func lineLength(c workload.Config) int {
	c.Events = 100
	size := 0
	for line := range c.Lines() {
		size += len(line)
	}
	return size / c.Events
}

func compressor(w io.Writer, file string) (io.WriteCloser, error) {
	switch {
	case strings.HasSuffix(file, ".gz"):
		return gzip.NewWriter(w), nil
	case strings.HasSuffix(file, ".zst"):
		return zstd.NewWriter(w)
	}
	return plain{w}, nil
}

// plain writes what it is given.
type plain struct{ io.Writer }

func (plain) Close() error { return nil }
