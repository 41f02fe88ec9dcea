package kql

import "slices"

// Pivot is the state of pivot(): for each key K and each value of the pivoted column, by its text, a state S of an
// aggregate. The zero value is empty. Keys are as in [Groups] (Kusto: pivot-plugin).
type Pivot[K comparable, S any] struct {
	names  []string
	places map[string]int
	groups groupsOf[K, []*S]
}

// Cell returns the state of a key and a value, and whether it is new. Rows without a value have a state that counts for
// nothing. Text in key has to outlive the input it came from.
func (p *Pivot[K, S]) Cell(key K, name string) (cell *S, isNew bool) {
	cells, _ := p.groups.findOrAdd(key)
	if name == "" {
		return new(S), true
	}
	at, ok := p.places[name]
	if !ok {
		if p.places == nil {
			p.places = map[string]int{}
		}
		name = keep(name)
		at = len(p.names)
		p.names, p.places[name] = append(p.names, name), at
	}
	for len(*cells) <= at {
		*cells = append(*cells, nil)
	}
	if isNew = (*cells)[at] == nil; isNew {
		(*cells)[at] = new(S)
	}
	return (*cells)[at], isNew
}

// Each calls yield for every key, first seen first, with its cells.
func (p *Pivot[K, S]) Each(yield func(key *K, row *PivotRow[S])) {
	row := &PivotRow[S]{names: p.names, places: p.places}
	p.groups.each(func(key *K, cells *[]*S) {
		row.cells = *cells
		yield(key, row)
	})
}

// PivotRow is a row of the result of [Pivot].
type PivotRow[S any] struct {
	names  []string
	places map[string]int
	cells  []*S
}

// Cell is the state of a value, an empty one where there is none.
func (r *PivotRow[S]) Cell(name string) *S {
	if r.has(name) {
		return r.cells[r.places[name]]
	}
	return new(S)
}

// CellOr is the result of a value's state, or otherwise where there is none.
func CellOr[S, R any](r *PivotRow[S], name string, result func(cell *S) R, otherwise R) R {
	if !r.has(name) {
		return otherwise
	}
	return result(r.Cell(name))
}

func (r *PivotRow[S]) has(name string) bool {
	at, ok := r.places[name]
	return ok && at < len(r.cells) && r.cells[at] != nil
}

// Others is the bag of the results of all values but for some: of those without a state as well if empty is set.
func (r *PivotRow[S]) Others(empty bool, result func(cell *S) Dynamic, but ...string) Dynamic {
	var keys []string
	var values []Dynamic
	for _, name := range r.names {
		if (empty || r.has(name)) && !slices.Contains(but, name) {
			keys, values = append(keys, name), append(values, result(r.Cell(name)))
		}
	}
	return DynamicBag(keys, values)
}
