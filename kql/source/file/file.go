// Package file opens the files that events come from.
package file

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/kqlc/kqlc/kql/source"
)

// Stdin is the name that stands for standard input.
const Stdin = "-"

// Check reports why a file cannot be opened, before anything is read.
func Check(name string) error {
	if name == Stdin {
		return nil
	}
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("the input file %s does not exist", name)
	case err != nil:
		return err
	case info.IsDir():
		return fmt.Errorf("the input %s is a folder: name the files in it", name)
	}
	return nil
}

// Open opens a file, or standard input for [Stdin]. What is compressed by gzip or zstd, told by its first bytes, is
// decompressed. A regular file that is not compressed is an [io.ReaderAt] too.
func Open(name string) (io.ReadCloser, error) {
	if err := Check(name); err != nil {
		return nil, err
	}
	f := os.Stdin
	if name != Stdin {
		var err error
		if f, err = os.Open(name); err != nil {
			return nil, err
		}
	}
	r, err := Decompress(f)
	if err != nil {
		f.Close()
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	s := r.(stream)
	info, err := f.Stat()
	if err != nil || name == Stdin || !info.Mode().IsRegular() {
		return s, nil
	}
	if s.plain {
		return regular{s, f, info.Size()}, nil
	}
	s.Reader = full{s.Reader}
	return s, nil
}

// full reads as much as there is room for: what decompresses a file gives little at once, and never has to be waited for.
type full struct{ io.Reader }

func (f full) Read(b []byte) (n int, err error) {
	for n < len(b) && err == nil {
		var k int
		k, err = f.Reader.Read(b[n:])
		n += k
	}
	return n, err
}

// regular is a stream that can be read at any place.
type regular struct {
	stream
	io.ReaderAt
	size int64
}

// Size is the file's size in bytes when it was opened.
func (r regular) Size() int64 { return r.size }

// Random returns an open file for reading at any place: name itself if its bytes begin as head does, which is what was
// read of f; otherwise what f gives is read into memory. f is closed with it, or if there is an error.
func Random(name string, head []byte, f io.ReadCloser) (source.File, error) {
	if name != Stdin {
		plain, err := os.Open(name)
		if err != nil {
			f.Close()
			return source.File{}, err
		}
		begins := make([]byte, len(head))
		n, _ := plain.ReadAt(begins, 0)
		info, err := plain.Stat()
		if err == nil && bytes.Equal(begins[:n], head) {
			return source.File{ReaderAt: plain, Closer: stream{close: func() error { return errors.Join(plain.Close(), f.Close()) }}, Size: info.Size()}, nil
		}
		plain.Close()
	}
	all, err := io.ReadAll(f)
	if err != nil {
		f.Close()
		return source.File{}, err
	}
	all = append(bytes.Clone(head), all...)
	return source.File{ReaderAt: bytes.NewReader(all), Closer: f, Size: int64(len(all))}, nil
}

// stream reads through a decompressor and closes all below it.
type stream struct {
	io.Reader
	close func() error
	plain bool // not decompressed
}

func (s stream) Close() error { return s.close() }

var errUTF16 = errors.New("the text is UTF-16: save it as UTF-8 (in PowerShell by Out-File -Encoding utf8)")

// Decompress returns what f holds; f is closed with it. What is compressed by gzip or zstd, told by its first bytes, is
// decompressed.
func Decompress(f io.ReadCloser) (io.ReadCloser, error) {
	var head [4]byte
	n, err := io.ReadFull(f, head[:])
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, err
	}
	// Not by bufio: blocks are read into where they are scanned.
	r := &prefixed{head: head[:n], rest: f}
	switch {
	case bytes.HasPrefix(head[:n], []byte("\x1f\x8b")):
		z, err := gzip.NewReader(r)
		if err != nil {
			return nil, unpacked("gzip", err)
		}
		return stream{Reader: unpacking{z, "gzip"}, close: f.Close}, nil
	case bytes.HasPrefix(head[:n], []byte("\x28\xb5\x2f\xfd")):
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true))
		if err != nil {
			return nil, unpacked("zstd", err)
		}
		return stream{Reader: unpacking{z, "zstd"}, close: func() error { z.Close(); return f.Close() }}, nil
	case bytes.HasPrefix(head[:n], []byte("\xff\xfe")), bytes.HasPrefix(head[:n], []byte("\xfe\xff")):
		return nil, errUTF16
	}
	return stream{r, f.Close, true}, nil
}

// unpacking reads what is compressed in a format, and says so where it cannot.
type unpacking struct {
	io.Reader
	format string
}

func (u unpacking) Read(b []byte) (int, error) {
	n, err := u.Reader.Read(b)
	return n, unpacked(u.format, err)
}

// unpacked is an error in the words of who has the file; those of the system are left.
func unpacked(format string, err error) error {
	var system *fs.PathError
	switch {
	case err == nil, err == io.EOF, errors.As(err, &system):
		return err
	case errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("it is cut off within its %s data: %w", format, err)
	}
	return fmt.Errorf("its %s data are damaged: %w", format, err)
}

// prefixed reads head and then rest.
type prefixed struct {
	head []byte
	rest io.Reader
}

func (p *prefixed) Read(b []byte) (int, error) {
	if len(p.head) == 0 {
		return p.rest.Read(b)
	}
	n := copy(b, p.head)
	p.head = p.head[n:]
	return n, nil
}
