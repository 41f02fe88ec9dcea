// Package trim takes out of archives of Go the functions that a program does not have, so that the linker reads less: two thirds
// of what a program's packages hold is dropped by it each time.
//
// An archive is trimmed for one program, and serves the next one as long as that needs no other function: linking fails then,
// for what was taken out leaves something that cannot be linked. The linker makes the same program of either archive.
package trim

import (
	"bytes"
	"debug/elf"
	"debug/gosym"
	"errors"
	"fmt"
	"go/version"
	"strconv"
	"strings"
)

// known is the version of Go whose archives are known.
const known = "go1.26"

// Knows tells whether the archives of a version of Go, as go1.26.1, can be trimmed.
func Knows(goVersion string) bool { return version.Lang(goVersion) == known }

// Functions are the names of the functions of a program.
func Functions(program string) (map[string]bool, error) {
	f, err := elf.Open(program)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines, text := f.Section(".gopclntab"), f.Section(".text")
	if lines == nil || text == nil {
		return nil, errors.New("not a program of Go")
	}
	data, err := lines.Data()
	if err != nil {
		return nil, err
	}
	table, err := gosym.NewTable(nil, gosym.NewLineTable(data, text.Addr))
	if err != nil {
		return nil, err
	}
	names := make(map[string]bool, len(table.Funcs))
	for _, f := range table.Funcs {
		names[f.Name] = true
	}
	if !names["main.main"] {
		return nil, errors.New("the functions of the program cannot be read")
	}
	return names, nil
}

const (
	archiveMark = "!<arch>\n"
	headerSize  = 60 // of a file in an archive
	exports     = "__.PKGDEF"
)

// Archive appends to out an archive without the functions that are not there, and without what only the compiler or a debugger
// reads.
func Archive(out, archive []byte, there map[string]bool) ([]byte, error) {
	rest, ok := bytes.CutPrefix(archive, []byte(archiveMark))
	if !ok {
		return nil, errors.New("not an archive")
	}
	out = append(out, archiveMark...)
	for len(rest) > 0 {
		if len(rest) < headerSize {
			return nil, errCut
		}
		header := rest[:headerSize]
		size, err := strconv.Atoi(strings.TrimSpace(string(header[48:58])))
		if err != nil || size < 0 || size > len(rest)-headerSize {
			return nil, errCut
		}
		file := rest[headerSize : headerSize+size]
		rest = rest[min(len(rest), headerSize+size+size&1):]
		if strings.TrimSpace(string(header[:16])) == exports {
			continue
		}
		start := len(out)
		out = append(out, header...)
		if out, err = appendFile(out, file, there); err != nil {
			return nil, err
		}
		size = len(out) - start - headerSize
		copy(out[start+48:start+58], fmt.Sprintf("%-10d", size))
		if size&1 != 0 {
			out = append(out, 0)
		}
	}
	return out, nil
}

var errCut = errors.New("the archive is cut off")

// appendFile appends a file of an archive, trimmed if it is an object of Go.
func appendFile(out, file []byte, there map[string]bool) ([]byte, error) {
	head, _, ok := bytes.Cut(file, []byte("\n!\n"+objectMark))
	if !ok || !bytes.HasPrefix(head, []byte("go object ")) {
		return append(out, file...), nil
	}
	head = file[:len(head)+len("\n!\n")]
	o, err := parse(file[len(head):])
	if err != nil {
		return nil, err
	}
	return o.trim(append(out, head...), there)
}
