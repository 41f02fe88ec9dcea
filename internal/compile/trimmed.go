package compile

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"github.com/kqlc/kqlc/internal/trim"
	"github.com/kqlc/kqlc/kql/memory"
)

// trimmedOf are archives with trimmed ones in the place of those of which there are some. ok tells that these are most.
func trimmedOf(dir string, archives map[string]string) (out map[string]string, ok bool) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, false
	}
	there := map[string]bool{}
	for _, e := range entries {
		there[e.Name()] = true
	}
	out = map[string]string{}
	found := 0
	for name, archive := range archives {
		if trimmed := trimmedName(archive); there[trimmed] {
			archive = filepath.Join(dir, trimmed)
			found++
		}
		out[name] = archive
	}
	return out, found > len(archives)/2
}

// trimmedName names a trimmed archive by the path of the archive, which is named by what is in it.
func trimmedName(archive string) string { return hash(Tree{"": []byte(archive)}) + ".a" }

// trimArchives trims the archives of a program, into a folder that takes the place of the one that is there.
func trimArchives(dir string, archives map[string]string, program string) error {
	there, err := trim.Functions(program)
	if err != nil {
		return err
	}
	temp := fmt.Sprintf("%s.%x", dir, rand.Uint64())
	defer os.RemoveAll(temp)
	if err := os.MkdirAll(temp, 0o777); err != nil {
		return err
	}
	largest := int64(0)
	for _, archive := range archives {
		info, err := os.Stat(archive)
		if err != nil {
			return err
		}
		largest = max(largest, info.Size())
	}
	memory.Room(4 * int(largest)) // two threads; most of the time goes into touching memory
	buffers := sync.Pool{New: func() any { return &trimBuffers{make([]byte, largest), make([]byte, 0, largest)} }}
	err = errors.Join(Parallel(slices.Collect(maps.Values(archives)), func(archive string) error {
		b := buffers.Get().(*trimBuffers)
		defer buffers.Put(b)
		return b.trim(archive, filepath.Join(temp, trimmedName(archive)), there)
	})...)
	if err != nil {
		return err
	}
	os.RemoveAll(dir)
	return os.Rename(temp, dir)
}

// trimBuffers hold an archive, and what is made of it.
type trimBuffers struct{ archive, trimmed []byte }

func (b *trimBuffers) trim(archive, to string, there map[string]bool) error {
	f, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	text := b.archive[:min(info.Size(), int64(len(b.archive)))]
	if _, err := io.ReadFull(f, text); err != nil {
		return err
	}
	trimmed, err := trim.Archive(b.trimmed[:0], text, there)
	if err != nil {
		return err
	}
	return os.WriteFile(to, trimmed, 0o666)
}
