package engine

import (
	"archive/zip"
	"bufio"
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source"
	"github.com/kqlc/kqlc/kql/source/file"
	"github.com/kqlc/kqlc/kql/source/ndjson"
)

// file returns the file of an address: one given for it, or the one that it is the path of; "" for an address of the web
// that is fetched. What stands behind a ; of an address is the key to it (Kusto: storage-connection-strings).
func (s *Sources) file(uri string) (string, error) {
	bare, _, _ := strings.Cut(uri, ";")
	for _, spelling := range []string{uri, bare} {
		if name, ok := s.External[spelling]; ok {
			return s.existing(bare, name)
		}
	}
	scheme, rest, ok := strings.Cut(bare, "://")
	switch {
	case !ok:
		return s.existing(bare, bare)
	case strings.EqualFold(scheme, "file"):
		return s.existing(bare, rest)
	case s.Fetch != nil && (strings.EqualFold(scheme, "http") || strings.EqualFold(scheme, "https")):
		return "", nil
	}
	return "", usage("the rule reads %s, and nothing is fetched from the network unless --allow-http says so: get the file and "+
		"add --external %s=FILE, or have the rule name the path of a file", bare, bare)
}

func (*Sources) existing(uri, name string) (string, error) {
	if name == file.Stdin {
		return "", usage("the external data %s cannot be standard input: name a file", uri)
	}
	if err := file.Check(name); err != nil {
		return "", usage("the external data %s: %v", uri, err)
	}
	return name, nil
}

// check looks for all files that the programs read.
func (s *Sources) check(programs []kql.Program) error {
	for _, p := range programs {
		for _, data := range p.External {
			for _, uri := range data.URIs {
				if _, err := s.file(uri); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// read gives the records of all files of the data.
func (s *Sources) read(data kql.External, columns []kql.Column, push func()) error {
	for _, uri := range data.URIs {
		if err := s.readOne(data, uri, columns, push); err != nil {
			return err
		}
	}
	return nil
}

func (s *Sources) readOne(data kql.External, uri string, columns []kql.Column, push func()) error {
	name, err := s.file(uri)
	if err != nil {
		return err
	}
	bare, _, _ := strings.Cut(uri, ";")
	f, err := s.open(name, bare)
	if err != nil {
		return err
	}
	defer f.Close()
	place := cmp.Or(name, file.Stdin) // where the file is, if it is one
	if name == "" {
		name = bare
	}
	parts, err := unzipped(f, data.ZipPattern)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	for _, part := range parts {
		r := externalReader{Reader: part, columns: columns, push: push, skipFirst: data.IgnoreFirstRecord}
		format := data.Format
		if format == "" {
			format = formatOf(cmp.Or(part.name, uri))
		}
		read := r.read
		if of, ok := s.formatOf(format); ok {
			if part.name != "" {
				place = file.Stdin // it is the archive that is there
			}
			read = func(string) error { return r.random(of, place) }
		}
		if err := read(format); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// open opens a file, or gets what stands at the address.
func (s *Sources) open(name, uri string) (io.ReadCloser, error) {
	if name != "" {
		return file.Open(name)
	}
	body, err := s.Fetch(uri)
	if err != nil {
		return nil, err
	}
	return file.Decompress(body)
}

// archived is a file of an archive, or all of what is none, which has no name.
type archived struct {
	io.Reader
	name string
}

// unzipped are the files of a zip archive that fit the pattern, in the order that they have in it; f itself if it is none.
func unzipped(f io.Reader, pattern string) ([]archived, error) {
	text := bufio.NewReader(f)
	if magic, _ := text.Peek(4); string(magic) != "PK\x03\x04" {
		return []archived{{Reader: text}}, nil
	}
	all, err := io.ReadAll(text)
	if err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(bytes.NewReader(all), int64(len(all)))
	if err != nil {
		return nil, err
	}
	var parts []archived
	for _, f := range archive.File {
		if f.FileInfo().IsDir() || !fits(pattern, f.Name) {
			continue
		}
		r, err := f.Open()
		if err != nil {
			return nil, err
		}
		parts = append(parts, archived{r, f.Name})
	}
	return parts, nil
}

// fits tells whether a file of an archive is wanted: the pattern is that of its path or of its name, "" of all.
func fits(pattern, name string) bool {
	if pattern == "" {
		return true
	}
	whole, _ := path.Match(pattern, name)
	last, _ := path.Match(pattern, path.Base(name))
	return whole || last
}

// formatOf is the format that the name of a file tells; CSV where it tells none.
func formatOf(uri string) string {
	uri, _, _ = strings.Cut(uri, ";")
	uri, _, _ = strings.Cut(uri, "?")
	uri = strings.ToLower(uri)
	for _, end := range []string{".gz", ".zst", ".zip"} {
		uri = strings.TrimSuffix(uri, end)
	}
	if ext := strings.TrimPrefix(path.Ext(uri), "."); separators[ext] != 0 || ext == "txt" || ext == "raw" || ext == parquet || strings.HasSuffix(ext, "json") {
		return ext
	}
	return "csv"
}

// separators are the characters between the cells of a record, by format.
var separators = map[string]rune{"csv": ',', "tsv": '\t', "psv": '|', "scsv": ';', "sohsv": '\x01'}

// externalReader reads one file.
type externalReader struct {
	io.Reader
	columns   []kql.Column
	push      func()
	skipFirst bool
}

// parquet is the format of files that need a [source.Format], as a rule calls it.
const parquet = "parquet"

// formatOf is the format of that name.
func (s *Sources) formatOf(name string) (source.Format, bool) {
	for _, f := range s.Formats {
		if strings.EqualFold(f.Name, name) {
			return f, true
		}
	}
	return source.Format{}, false
}

// random reads a file of a format that is not read from front to end; place is the path of the file, or - where it has none.
func (r *externalReader) random(format source.Format, place string) error {
	head := make([]byte, len(format.Magic))
	if _, err := io.ReadFull(r.Reader, head); err != nil || string(head) != format.Magic {
		return usage("it is not %s", format.Name)
	}
	f, err := file.Random(place, head, io.NopCloser(r.Reader))
	if err != nil {
		return err
	}
	records, err := format.Open(f, kql.Table{}, r.columns)
	if err != nil {
		return errors.Join(err, f.Close())
	}
	defer records.Close()
	return r.each(records)
}

func (r *externalReader) read(format string) error {
	switch format {
	case parquet:
		return usage("it is Parquet, which this program reads of files only that --external names")
	case "txt":
		return r.lines()
	case "raw":
		text, err := io.ReadAll(r)
		if err == nil {
			r.row([]string{string(text)})
		}
		return err
	}
	if separator, ok := separators[format]; ok {
		return r.cells(separator)
	}
	return r.documents()
}

// cells reads records of cells, which are columns by their position.
func (r *externalReader) cells(separator rune) error {
	records := csv.NewReader(withoutMark(r.Reader))
	records.Comma, records.FieldsPerRecord, records.LazyQuotes = separator, -1, true
	for {
		cells, err := records.Read()
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
		r.row(cells)
	}
}

// lines reads lines, which are the first column.
func (r *externalReader) lines() error {
	text := withoutMark(r.Reader)
	for {
		line, err := text.ReadString('\n')
		if line != "" {
			r.row([]string{strings.TrimSuffix(strings.TrimSuffix(line, "\n"), "\r")})
		}
		switch {
		case err == io.EOF:
			return nil
		case err != nil:
			return err
		}
	}
}

// row gives one record, unless it is the first and to be left out.
func (r *externalReader) row(cells []string) {
	if r.skipFirst {
		r.skipFirst = false
		return
	}
	for i, c := range r.columns {
		if i >= len(cells) || cells[i] == "" {
			c.Field.SetNull()
			continue
		}
		c.Field.SetText([]byte(strings.ToValidUTF8(cells[i], "\uFFFD")))
	}
	r.push()
}

// documents reads JSON objects, whose members are columns by their names.
func (r *externalReader) documents() error {
	return r.each(ndjson.NewReader(r.Reader, ndjson.NewDecoder(r.columns, nil)))
}

// each gives all records of a reader.
func (r *externalReader) each(records source.Reader) error {
	for {
		switch err := records.Next(); err {
		case nil:
			r.push()
		case io.EOF:
			return nil
		default:
			return err
		}
	}
}

// withoutMark reads text behind the mark of its byte order, if there is one.
func withoutMark(r io.Reader) *bufio.Reader {
	text := bufio.NewReader(r)
	if mark, _ := text.Peek(3); string(mark) == "\xef\xbb\xbf" {
		text.Discard(3)
	}
	return text
}
