package file_test

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/kqlc/kqlc/kql/source/file"
)

func gzipped(t *testing.T, text string) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zstandard(t *testing.T, text string) string {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(w.EncodeAll([]byte(text), nil))
}

// put writes a file and returns its path.
func put(t *testing.T, name, data string) string {
	t.Helper()
	p := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(p, []byte(data), 0o600); err != nil {
		t.Fatal(err)
	}
	return p
}

// lines is a text that is longer than any buffer and hard to compress.
func lines() string {
	var b strings.Builder
	for x := uint32(1); b.Len() < 1<<20; {
		x = x*1664525 + 1013904223
		b.WriteByte("0123456789abcdef{}\",:\n"[x>>16%22])
	}
	return b.String()
}

func TestOpen(t *testing.T) {
	long := lines()
	for _, test := range []struct{ name, data, want string }{
		{"plain", long, long},
		{"gzip", gzipped(t, long), long},
		{"gzip of several parts", gzipped(t, long[:100]) + gzipped(t, "") + gzipped(t, long[100:]), long},
		{"zstd", zstandard(t, long), long},
		{"zstd of several frames", zstandard(t, long[:100]) + zstandard(t, long[100:]), long},
		{"empty", "", ""},
		{"empty gzip", gzipped(t, ""), ""},
		{"empty zstd", zstandard(t, ""), ""},
		{"one byte", "{", "{"},
		{"three bytes", "{}\n", "{}\n"},
		{"first byte of gzip", "\x1f", "\x1f"},
		{"first bytes of zstd", "\x28\xb5\x2f", "\x28\xb5\x2f"},
		{"byte order mark", "\ufeff{}", "\ufeff{}"},
	} {
		// The name says nothing: what is in the file does.
		for _, name := range []string{"events.json", "events.gz", "events.zst"} {
			f, err := file.Open(put(t, name, test.data))
			if err != nil {
				t.Errorf("%s: %v", test.name, err)
				continue
			}
			if len(test.want) < 100 {
				err = iotest.TestReader(f, []byte(test.want))
			} else {
				var got []byte
				if got, err = io.ReadAll(f); err == nil && string(got) != test.want {
					err = errors.New("another text is read")
				}
			}
			if err != nil {
				t.Errorf("%s: %v", test.name, err)
			}
			if err := f.Close(); err != nil {
				t.Errorf("%s: %v", test.name, err)
			}
		}
	}
}

// What is there of a file that is cut off is read, and then the error.
func TestCutOff(t *testing.T) {
	long := lines()
	for name, data := range map[string]string{"gzip": gzipped(t, long), "zstd": zstandard(t, long)} {
		least := 0
		for _, n := range []int{len(data) / 2, len(data) - 1} {
			f, err := file.Open(put(t, "events", data[:n]))
			if err != nil {
				t.Fatal(name, err)
			}
			got, err := io.ReadAll(f)
			f.Close()
			if !errors.Is(err, io.ErrUnexpectedEOF) {
				t.Errorf("%s: %v", name, err)
			}
			if !strings.HasPrefix(long, string(got)) || len(got) <= least {
				t.Errorf("%s: after %d of %d bytes %d of %d are read", name, n, len(data), len(got), len(long))
			}
			least = len(got)
		}
		// Damage within is told as well.
		damaged := []byte(data)
		damaged[len(damaged)-20] ^= 0x55
		damaged[len(damaged)/2] ^= 0x55
		f, err := file.Open(put(t, "events", string(damaged)))
		if err != nil {
			t.Fatal(name, err)
		}
		if _, err := io.Copy(io.Discard, f); err == nil || !strings.HasPrefix(err.Error(), "its "+name+" data are damaged: ") {
			t.Errorf("%s: damage is told as %v", name, err)
		}
		f.Close()
	}
}

func TestOpenErrors(t *testing.T) {
	folder := t.TempDir()
	gone := filepath.Join(folder, "gone.json")
	utf16 := put(t, "utf16.json", "\xff\xfe{\x00}\x00")
	header := put(t, "header.gz", "\x1f\x8b\x08")
	for name, want := range map[string]string{
		gone:   "the input file " + gone + " does not exist",
		folder: "the input " + folder + " is a folder: name the files in it",
		utf16:  utf16 + ": the text is UTF-16: save it as UTF-8 (in PowerShell by Out-File -Encoding utf8)",
		header: header + ": it is cut off within its gzip data: unexpected EOF",
	} {
		if _, err := file.Open(name); err == nil || err.Error() != want {
			t.Errorf("%v, not %s", err, want)
		}
	}
}

// What can be read at any place is what the stream gives, which only a regular file is that is not compressed.
func TestOpenRegular(t *testing.T) {
	text := lines()
	for name, data := range map[string]string{"plain": text, "gzip": gzipped(t, text), "zstd": zstandard(t, text)} {
		f, err := file.Open(put(t, name, data))
		if err != nil {
			t.Fatal(err)
		}
		at, ok := f.(io.ReaderAt)
		if ok != (name == "plain") {
			t.Errorf("%s: %v", name, ok)
		}
		if ok {
			got, err := io.ReadAll(io.NewSectionReader(at, 0, 1<<30))
			if err != nil || string(got) != text {
				t.Errorf("%d bytes: %v", len(got), err)
			}
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
}
