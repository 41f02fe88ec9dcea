// Package source opens the files that events come from.
package source

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// Stdin is the name that stands for standard input.
const Stdin = "-"

// Open opens a file, or standard input for [Stdin]. What is compressed by gzip or zstd, told by its first bytes, is
// decompressed.
func Open(name string) (io.ReadCloser, error) {
	f := os.Stdin
	if name != Stdin {
		var err error
		if f, err = os.Open(name); err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				return nil, fmt.Errorf("the input file %s does not exist", name)
			}
			return nil, err
		}
		if info, err := f.Stat(); err == nil && info.IsDir() {
			f.Close()
			return nil, fmt.Errorf("the input %s is a folder; name its files", name)
		}
	}
	r, err := decompress(f)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return r, nil
}

// stream reads through a decompressor and closes all below it.
type stream struct {
	io.Reader
	close func() error
}

func (s stream) Close() error { return s.close() }

func decompress(f *os.File) (io.ReadCloser, error) {
	b := bufio.NewReaderSize(f, 64<<10)
	head, _ := b.Peek(4)
	switch {
	case len(head) >= 2 && head[0] == 0x1f && head[1] == 0x8b:
		z, err := gzip.NewReader(b)
		if err != nil {
			return nil, err
		}
		return stream{z, f.Close}, nil
	case string(head) == "\x28\xb5\x2f\xfd":
		z, err := zstd.NewReader(b, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true))
		if err != nil {
			return nil, err
		}
		return stream{z, func() error { z.Close(); return f.Close() }}, nil
	}
	return stream{b, f.Close}, nil
}
