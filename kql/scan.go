package kql

// ScanOutput says which of a step's matches are given (Kusto: scan-operator).
type ScanOutput uint8

// The outputs of steps.
const (
	ScanAll ScanOutput = iota
	ScanLast
	ScanNone
)

// ScanStep is a step of a scan operator. R is the row with the declared columns, of types that can be null.
type ScanStep[R any] struct {
	Output ScanOutput
	// Optional lets a sequence pass from the step before to the one behind.
	Optional bool
	// When is the condition. states holds the state of this step and those before it, in order; where a step has none it is
	// the zero row of the scan.
	When func(row *R, states []R) bool
	// Assign sets columns of out, which is a copy of row. It is nil for a step without assignments.
	Assign func(out, row *R, states []R)
}

// Scan is the state of a scan operator.
type Scan[R any] struct {
	zero   R
	steps  []ScanStep[R]
	states []scanState[R]
	next   int64
	yield  func(row *R, match int64)
}

// scanState is the sequence that stands at a step: the last rows of this step and those before it.
type scanState[R any] struct {
	active  bool
	rows    []R
	match   int64
	pending bool // the last row is to be given when the sequence leaves the step
}

// NewScan returns a scan. zero has the defaults of the declared columns, and null in all others. yield is called for each
// match, with the number of its sequence; the row is valid during the call.
func NewScan[R any](zero R, yield func(row *R, match int64), steps ...ScanStep[R]) *Scan[R] {
	s := &Scan[R]{zero: zero, steps: steps, states: make([]scanState[R], len(steps)), yield: yield}
	for k := range s.states {
		s.states[k].rows = make([]R, k+1)
		s.clear(k)
	}
	return s
}

// clear empties the state of step k.
func (s *Scan[R]) clear(k int) {
	st := &s.states[k]
	st.active, st.pending = false, false
	for i := range st.rows {
		st.rows[i] = s.zero
	}
}

// Add takes the next row, with the declared columns at their defaults. Its text has to outlive the input it came from.
func (s *Scan[R]) Add(row R) {
	for k := len(s.steps) - 1; k >= 0; k-- {
		if k == 0 || !s.promote(k, &row) {
			s.repeat(k, &row)
		}
	}
}

// promote moves the sequence of the step before, or of one before optional steps, to step k if the row matches it.
func (s *Scan[R]) promote(k int, row *R) bool {
	for before := k - 1; before >= 0; before-- {
		if s.promoteFrom(before, k, row) {
			return true
		}
		if !s.steps[before].Optional {
			return false
		}
	}
	return false
}

func (s *Scan[R]) promoteFrom(before, k int, row *R) bool {
	from, to := &s.states[before], &s.states[k]
	if !from.active {
		return false
	}
	rows := append(make([]R, 0, k+1), from.rows...)
	for len(rows) <= k {
		rows = append(rows, s.zero)
	}
	if !s.steps[k].When(row, rows) {
		return false
	}
	s.flush(before)
	s.flush(k)
	to.active, to.match = true, from.match
	copy(to.rows, rows)
	s.clear(before)
	s.match(k, row)
	return true
}

// repeat takes the row into the sequence at step k, or begins one at the first step, if it matches.
func (s *Scan[R]) repeat(k int, row *R) {
	st := &s.states[k]
	if !st.active && k > 0 || !s.steps[k].When(row, st.rows) {
		return
	}
	if !st.active {
		st.active, st.match = true, s.next
		s.next++
	}
	s.match(k, row)
}

// match puts the row, with the step's assignments, into the state of step k and gives it as the step says.
func (s *Scan[R]) match(k int, row *R) {
	st, out := &s.states[k], *row
	if assign := s.steps[k].Assign; assign != nil {
		assign(&out, row, st.rows)
	}
	st.rows[k] = out
	switch s.steps[k].Output {
	case ScanAll:
		s.yield(&out, st.match)
	case ScanLast:
		st.pending = true
	}
}

// flush gives the row of step k that waits for its sequence to go on.
func (s *Scan[R]) flush(k int) {
	if st := &s.states[k]; st.pending {
		st.pending = false
		s.yield(&st.rows[k], st.match)
	}
}

// Close gives the rows that wait and forgets all.
func (s *Scan[R]) Close() {
	for k := range s.states {
		s.flush(k)
		s.clear(k)
	}
	s.next = 0
}
