package engine

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source/file"
	"github.com/kqlc/kqlc/kql/source/ndjson"
)

// The functions of Sentinel that read watchlists.
const (
	getWatchlist      = "_GetWatchlist"
	getWatchlistAlias = "_GetWatchlistAlias"
)

// Watchlist is the items of a watchlist: a bag each.
type Watchlist struct {
	items []kql.Dynamic
	// key is the member by which items are found, "" for the first one.
	key string
}

// LoadWatchlist reads a file of items: CSV whose header names the columns, NDJSON or a JSON array of objects, plain, gzip
// or zstd. key is the column by which items are found, SearchKey; without one it is the column SearchKey, or the first.
func LoadWatchlist(name, key string) (*Watchlist, error) {
	items, err := readItems(name)
	if err != nil {
		return nil, err
	}
	if key != "" && !slices.ContainsFunc(items, func(item kql.Dynamic) bool { return !kql.Member(item, key).IsNull() }) {
		return nil, fmt.Errorf("%s has no column %s", name, key)
	}
	return &Watchlist{items: items, key: key}, nil
}

// aliases gives the names of the watchlists that there are.
func (s *Sources) aliases(columns []kql.Column, push func()) {
	for _, alias := range slices.Sorted(maps.Keys(s.Watchlists)) {
		for _, c := range columns {
			c.Field.SetText([]byte(alias))
		}
		push()
	}
}

// each gives the items: the columns of _GetWatchlist, of which the file may have some itself, and the item's own members.
func (w *Watchlist) each(now kql.DateTime, columns []kql.Column, push func()) {
	for i, item := range w.items {
		for _, c := range columns {
			w.set(c, i, item, now, columns)
		}
		push()
	}
}

func (w *Watchlist) set(c kql.Column, i int, item kql.Dynamic, now kql.DateTime, columns []kql.Column) {
	value := kql.Member(item, c.Name)
	switch {
	case c.Name == kql.Rest:
		value = rest(item, columns)
	case c.Name == "WatchlistItem":
		value = item
	case c.Name == "SearchKey" && (value.IsNull() || w.key != ""):
		value = w.searchKey(item)
	case value.IsNull() && c.Name == "_DTItemId":
		value = kql.DynamicString(strconv.Itoa(i + 1))
	case value.IsNull() && c.Name == "LastUpdatedTimeUTC":
		value = kql.DynamicDateTime(now)
	}
	setDynamic(c, value)
}

// searchKey is the value by which an item is found.
func (w *Watchlist) searchKey(item kql.Dynamic) kql.Dynamic {
	key := w.key
	if keys := item.Keys(); key == "" && len(keys) > 0 {
		key = keys[0]
	}
	return kql.Member(item, key)
}

// rest is what an item has besides the columns.
func rest(item kql.Dynamic, columns []kql.Column) kql.Dynamic {
	var keys []string
	var values []kql.Dynamic
	for _, key := range item.Keys() {
		if !slices.ContainsFunc(columns, func(c kql.Column) bool { return c.Name == key }) {
			keys, values = append(keys, key), append(values, kql.Member(item, key))
		}
	}
	return kql.DynamicBag(keys, values)
}

// setDynamic sets a column to a value of a document.
func setDynamic(c kql.Column, v kql.Dynamic) {
	switch {
	case v.IsNull():
		c.Field.SetNull()
	case c.Type == kql.TypeDynamic:
		c.Field.SetJSON(v.AppendJSON(nil))
	default:
		c.Field.SetText([]byte(kql.DynamicToString(v)))
	}
}

// readItems reads the records of a file as bags.
func readItems(name string) ([]kql.Dynamic, error) {
	if name == file.Stdin {
		return nil, errors.New("it cannot be standard input: name a file")
	}
	f, err := file.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text := withoutMark(f)
	read := csvItems
	if first, _ := firstByte(text); first == '{' || first == '[' {
		read = jsonItems
	}
	items, err := read(text)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return items, nil
}

// firstByte is the first byte that is no white space; the text stays as it is.
func firstByte(text *bufio.Reader) (byte, error) {
	for n := 1; ; n++ {
		head, err := text.Peek(n)
		if err != nil {
			return 0, err
		}
		if c := head[n-1]; !strings.ContainsRune(" \t\r\n", rune(c)) {
			return c, nil
		}
	}
}

// csvItems reads records whose cells are texts, under the names of the header.
func csvItems(text *bufio.Reader) ([]kql.Dynamic, error) {
	records := csv.NewReader(text)
	records.FieldsPerRecord, records.LazyQuotes = -1, true
	header, err := records.Read()
	if err != nil {
		return nil, ignoreEOF(err)
	}
	var items []kql.Dynamic
	for {
		cells, err := records.Read()
		if err != nil {
			return items, ignoreEOF(err)
		}
		values := make([]kql.Dynamic, len(header))
		for i := range values {
			if i < len(cells) {
				values[i] = kql.DynamicString(strings.ToValidUTF8(cells[i], "\uFFFD"))
			} else {
				values[i] = kql.DynamicString("")
			}
		}
		items = append(items, kql.DynamicBag(header, values))
	}
}

// jsonItems reads objects.
func jsonItems(text *bufio.Reader) ([]kql.Dynamic, error) {
	var items []kql.Dynamic
	scanner := ndjson.NewScanner(text)
	for {
		line, err := scanner.Next()
		if err != nil {
			return items, ignoreEOF(err)
		}
		item := kql.ParseJSON(string(line))
		if item.Kind() != kql.BagKind {
			return nil, fmt.Errorf("line %d: expected an object {…}", scanner.Line())
		}
		items = append(items, item)
	}
}

func ignoreEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return nil
	}
	return err
}
