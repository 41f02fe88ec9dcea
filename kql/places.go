package kql

import (
	"reflect"
	"sync"
	"sync/atomic"
	"unsafe"
)

// columnPlaces are where the columns of each type stand in a row.
type columnPlaces [TypeDynamic + 1][]uintptr

// placedRow are the columnPlaces of a row, by its type.
type placedRow struct {
	row    reflect.Type
	places columnPlaces
}

// knownRows are those that were asked for, lastRow the one that was asked for last: the next is mostly of the same table.
var (
	knownRows sync.Map
	lastRow   atomic.Pointer[placedRow]
)

//go:noinline
func placesOf(row any) *columnPlaces {
	last := lastRow.Load()
	if last == nil || last.row != reflect.TypeOf(row) {
		last = placeRow(row)
	}
	return &last.places
}

func placeRow(row any) *placedRow {
	t := reflect.TypeOf(row)
	known, ok := knownRows.Load(t)
	if !ok {
		placed := &placedRow{row: t}
		placed.places.add(t.Elem(), 0)
		known, _ = knownRows.LoadOrStore(t, placed)
	}
	lastRow.Store(known.(*placedRow))
	return known.(*placedRow)
}

// add adds the columns of a row, or of one that it embeds, which begins at a place.
func (p *columnPlaces) add(row reflect.Type, at uintptr) {
	for i := range row.NumField() {
		switch f := row.Field(i); {
		case f.Anonymous:
			p.add(f.Type, at+f.Offset)
		case f.IsExported():
			t := column(f.Name, reflect.New(f.Type).Interface()).Type
			p[t] = append(p[t], at+f.Offset)
		}
	}
}

// CloneRow is [CloneTexts] and [CloneDynamics] of all columns of a row: row is a pointer to one.
func CloneRow(row any) {
	places, p := placesOf(row), pointerIn(row)
	size := 0
	for _, at := range places[TypeString] {
		size += len(*(*string)(unsafe.Add(p, at)))
	}
	piece := make([]byte, 0, size)
	for _, at := range places[TypeString] {
		piece = cloneInto(piece, (*string)(unsafe.Add(p, at)))
	}
	for _, at := range places[TypeDynamic] {
		d := (*Dynamic)(unsafe.Add(p, at))
		*d = d.Clone()
	}
}

// KeepRow is [Texts.KeepAll] of all texts of a row: row is a pointer to one.
func (t *Texts) KeepRow(row any) {
	places, p := placesOf(row), pointerIn(row)
	for _, at := range places[TypeString] {
		text := (*string)(unsafe.Add(p, at))
		*text = t.Keep(*text)
	}
}
