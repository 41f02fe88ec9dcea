package kql

import "reflect"

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
}

// Evaluator tells what evaluates the rule; Close ends its input. It is a [State] where tables have parts.
//
//go:noinline
func (o *Opening) Evaluator(e interface{ Close() }) {
	o.Instance.Close = e.Close
	o.Instance.State, _ = e.(State)
}

// Table tells of the next table: row is a pointer to the row that push evaluates.
func (o *Opening) Table(row any, push func()) {
	names := o.tables[len(o.Instance.Inputs)].Columns
	columns := o.Env.Events.columns(row).Named(names...)
	o.Instance.Inputs = append(o.Instance.Inputs, Input{Columns: columns, Push: push})
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

// Event returns the row that the evaluations of one [Events] share, or row where they have none of its type: it is theirs
// then. P is a pointer.
func Event[P any](o *Opening, row P) P {
	shared, _ := o.Env.Events.shared(row).(P)
	return shared
}

//go:noinline
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
