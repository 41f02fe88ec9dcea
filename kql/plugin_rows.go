package kql

import (
	"slices"
	"strings"
)

// RowsNear is the state of rows_near(): it passes the rows that stand near one that meets a condition. The zero value is
// empty (Kusto: rows-near-plugin).
type RowsNear[T any] struct {
	rows []T
	near []bool
}

// Add keeps a row, and whether it meets the condition. Text in row has to outlive the input it came from.
func (r *RowsNear[T]) Add(row T, meets bool) {
	r.rows = append(r.rows, row)
	r.near = append(r.near, meets)
}

// Each calls yield for the rows that stand up to before rows before, or after rows behind, one that meets the condition.
func (r *RowsNear[T]) Each(before, after int64, yield func(row *T)) {
	give := make([]bool, len(r.near))
	for i, meets := range r.near {
		if meets {
			for j := max(0, i-int(before)); j <= min(len(give)-1, i+int(after)); j++ {
				give[j] = true
			}
		}
	}
	for i := range r.rows {
		if give[i] {
			yield(&r.rows[i])
		}
	}
}

// Sequences is the state of sequence_detect(): for each combination K of dimensions the rows that are events of a sequence.
// The zero value is empty (Kusto: sequence-detect-plugin).
type Sequences[K comparable] struct{ groups groupsOf[K, []sequenceRow] }

type sequenceRow struct {
	at     int64
	events []bool
}

// Add takes in a row at a time, and which events of the sequence it is. Text in key has to outlive the input it came from.
func (s *Sequences[K]) Add(key K, at int64, events ...bool) {
	if !slices.Contains(events, true) {
		return
	}
	g, _ := s.groups.findOrAdd(key)
	*g = append(*g, sequenceRow{at, slices.Clone(events)})
}

// Each calls yield with the times of every sequence of one event after the other, each within step of the one before and
// all within span.
func (s *Sequences[K]) Each(step, span int64, yield func(key *K, times []int64)) {
	s.groups.each(func(key *K, rows *[]sequenceRow) {
		slices.SortStableFunc(*rows, func(a, b sequenceRow) int { return compare(a.at, b.at) })
		var times []int64
		var next func(from int)
		next = func(from int) {
			for i := from; i < len(*rows); i++ {
				row := (*rows)[i]
				n := len(times)
				if n > 0 && (row.at-times[n-1] > step || row.at-times[0] > span) {
					return
				}
				if !row.events[n] {
					continue
				}
				times = append(times, row.at)
				if len(times) == len(row.events) {
					yield(key, times)
				} else {
					next(i + 1)
				}
				times = times[:n]
			}
		}
		next(0)
	})
}

// Funnel is the state of funnel_sequence_completion(): when ids I were in which states, by the text of the state. The zero
// value is empty (Kusto: funnel-sequence-completion-plugin).
type Funnel[I comparable] struct{ ids groupsOf[I, []funnelRow] }

type funnelRow struct {
	at    int64
	state string
}

// Add notes that an id was in a state at a time. Text in id has to outlive the input it came from.
func (f *Funnel[I]) Add(id I, at int64, state string) {
	g, _ := f.ids.findOrAdd(id)
	*g = append(*g, funnelRow{at, strings.Clone(state)})
}

// Completion calls yield for each bin, each period, and each state of the sequence, with the number of ids that came from
// the first state to it through all between, in their order, within the bin and the period.
func (f *Funnel[I]) Completion(start, end, bin int64, sequence, periods Dynamic, yield func(at int64, state string, period TimeSpan, dcount int64)) {
	states := sequence.Elements()
	steps(start, end-1, bin, func(at int64) {
		for _, p := range periods.Elements() {
			period := DynamicToTimeSpan(p).V
			counts := make([]int64, len(states))
			for n := range f.ids.table.count {
				_, rows := f.ids.at(n)
				for i := range reached(*rows, states, at, min(at+bin, end), int64(period)) {
					counts[i]++
				}
			}
			for i, state := range states {
				yield(at, state.String(), period, counts[i])
			}
		}
	})
}

// reached is the number of states that an id comes through, at most.
func reached(rows []funnelRow, states []Dynamic, from, to, period int64) (most int) {
	slices.SortStableFunc(rows, func(a, b funnelRow) int { return compare(a.at, b.at) })
	for i, first := range rows {
		if first.at < from || first.at >= to || len(states) == 0 || first.state != states[0].String() {
			continue
		}
		n := 1
		for _, row := range rows[i+1:] {
			if row.at >= to || row.at-first.at > period || n == len(states) {
				break
			}
			if row.state == states[n].String() {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

// SchemaMerge is the state of schema_merge(): the columns of schemas as getschema gives them, one schema after the other.
// The zero value is empty (Kusto: schema-merge-plugin).
type SchemaMerge struct{ columns []schemaColumn }

type schemaColumn struct {
	name, dataType, columnType string
	ordinal                    int64
	moved                      bool
}

// Add takes in a column.
func (m *SchemaMerge) Add(name string, ordinal int64, dataType, columnType string) {
	for i := range m.columns {
		c := &m.columns[i]
		if c.name != name {
			continue
		}
		c.moved = c.moved || c.ordinal != ordinal
		c.ordinal = max(c.ordinal, ordinal)
		c.dataType, c.columnType = commonSchemaType(c, dataType, columnType)
		return
	}
	m.columns = append(m.columns, schemaColumn{
		name: keep(name), dataType: keep(dataType), columnType: keep(columnType), ordinal: ordinal,
	})
}

// widerTypes are the types to which numbers are reduced.
var widerTypes = map[[2]string]string{{"int", "long"}: "long", {"int", "real"}: "real", {"long", "real"}: "real"}

func commonSchemaType(c *schemaColumn, dataType, columnType string) (string, string) {
	if c.columnType == columnType {
		return c.dataType, c.columnType
	}
	for pair, wide := range widerTypes {
		if pair == [2]string{c.columnType, columnType} || pair == [2]string{columnType, c.columnType} {
			if wide == columnType {
				return keep(dataType), wide
			}
			return c.dataType, wide
		}
	}
	return schemaError("types cannot be reduced: " + c.columnType + ", " + columnType)
}

func schemaError(what string) (dataType, columnType string) {
	columnType = "ERROR(" + what + ")"
	return "ERROR(unknown CSL type:" + columnType + ")", columnType
}

// Each calls yield for the columns of the merged schema. With preserve, a column whose place differs between schemas is an
// error, which its types tell.
func (m *SchemaMerge) Each(preserve bool, yield func(name string, ordinal int64, dataType, columnType string)) {
	slices.SortStableFunc(m.columns, func(a, b schemaColumn) int { return compare(a.ordinal, b.ordinal) })
	for i, c := range m.columns {
		ordinal := int64(i)
		if preserve && c.moved {
			ordinal = -1
			c.dataType, c.columnType = schemaError("columns are out of order")
		}
		yield(c.name, ordinal, c.dataType, c.columnType)
	}
}
