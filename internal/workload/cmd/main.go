// Command cmd writes a workload of DeviceProcessEvents to standard output or to a file:
//
//	go run ./internal/workload/cmd -size 1000000000 -seed 1 -o events.ndjson
//
// A file that is named *.gz or *.zst is compressed.
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

	"github.com/kqlc/kqlc/internal/workload"
)

func main() {
	c := workload.Config{}
	size := flag.Int("size", 100_000_000, "about how many bytes of JSON")
	flag.Uint64Var(&c.Seed, "seed", 1, "chooses the events")
	flag.IntVar(&c.Tools, "tools", 5, "in how many of 1,000 events a container tool takes part")
	flag.IntVar(&c.Matches, "matches", 2, "how many of these the rule of T1609 finds")
	end := flag.String("end", "2026-11-20T12:00:00Z", "the time of the newest event")
	file := flag.String("o", "", "the file to write (default: standard output)")
	flag.Parse()
	var err error
	if c.End, err = time.Parse(time.RFC3339, *end); err == nil {
		c.Events = *size / workload.BytesPerEvent
		err = write(c.Reader(), *file)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
}

// write writes the events to a file, compressed as its name says.
func write(events io.Reader, file string) (err error) {
	f := os.Stdout
	if file != "" {
		if f, err = os.Create(file); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, f.Close()) }()
	}
	out, err := compressor(f, file)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, events)
	return errors.Join(err, out.Close())
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
