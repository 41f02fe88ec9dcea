package kql

import (
	"reflect"
	"unsafe"
)

// Opening is an evaluation that is being opened. Generated code tells it, in order, where the rows of the rule's tables and
// results are.
type Opening struct {
	// Env is what the evaluation takes from its surroundings.
	Env Env
	// Emit is called once a row of the first result.
	Emit func()
	// Instance is what has been told.
	Instance Instance
	// tables are those of the program, results is how many results have been told of.
	tables  []Table
	results int
	// evaluator is what evaluates the rule.
	evaluator unsafe.Pointer
}

// Evaluator tells what evaluates the rule, which is a pointer; Close ends its input. It is a [State] where tables have parts.
//
//go:noinline
func (o *Opening) Evaluator(e interface{ Close() }) {
	o.Instance.Close, o.evaluator = e.Close, pointerIn(e)
	o.Instance.State, _ = e.(State)
}

// Table tells of the next table: push is the evaluator's method, as a function of both, that evaluates a row, and row is a pointer
// to one. It is the row that is evaluated, if evaluations do not share another one of its type.
func (o *Opening) Table(row, push any) {
	table := o.tables[len(o.Instance.Inputs)]
	row = o.Event(row)
	columns := o.Env.Events.columns(row)
	if table.AllColumns {
		columns = columns.without(table.Except)
	} else {
		columns = columns.Named(table.Columns...)
	}
	e, at, method := o.evaluator, pointerIn(row), pointerIn(push)
	call := *(*func(e, row unsafe.Pointer))(unsafe.Pointer(&method))
	o.Instance.Inputs = append(o.Instance.Inputs, Input{Columns: columns, Push: func() { call(e, at) }})
}

// pointerIn is the pointer in v, which holds a pointer, or a function of pointers, as which it can be called whatever they point
// to: the Go compiler passes all pointers alike.
func pointerIn(v any) unsafe.Pointer {
	type words struct{ typ, value unsafe.Pointer }
	return (*words)(unsafe.Pointer(&v)).value
}

// End tells what is told of the end of the table last told of.
//
//go:noinline
func (o *Opening) End(end func()) { o.Instance.Inputs[len(o.Instance.Inputs)-1].End = end }

// Result tells of the next result: row is a pointer to the row that holds the values when it is emitted.
//
//go:noinline
func (o *Opening) Result(row any) { o.result(Output{Result: ColumnsOf(row)}) }

// Found tells of the next result, where its columns depend on data.
func (o *Opening) Found(found Result) { o.result(Output{Found: found}) }

func (o *Opening) result(out Output) {
	if o.results++; o.results > 1 {
		o.Instance.More = append(o.Instance.More, &out)
		return
	}
	o.Instance.Result, o.Instance.Found = out.Result, out.Found
}

// EmitMore is called once a row of a result behind the first; i counts them from 0.
func (o *Opening) EmitMore(i int) { o.Instance.More[i].Emit() }

// Events holds one row for each type of event. Evaluations that are opened with the same Events read the same rows, so
// that an event is decoded once for all of them. The zero value is ready.
type Events struct{ rows []eventRow }

// eventRow is a row and its columns.
type eventRow struct {
	row     any
	columns Columns
}

// Event returns the row of the type of row, which is a pointer, that the evaluations of one [Events] share. Where they have
// none of its type it is row, and theirs then.
func (o *Opening) Event(row any) any { return o.Env.Events.shared(row) }

func (e *Events) shared(row any) any {
	if e == nil {
		return row
	}
	for _, r := range e.rows {
		if reflect.TypeOf(r.row) == reflect.TypeOf(row) {
			return r.row
		}
	}
	e.rows = append(e.rows, eventRow{row, ColumnsOf(row)})
	return row
}

// columns are those of a row, which are known where it is shared.
func (e *Events) columns(row any) Columns {
	if e != nil {
		for _, r := range e.rows {
			if r.row == row {
				return r.columns
			}
		}
	}
	return ColumnsOf(row)
}
