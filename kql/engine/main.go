package engine

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/memory"
	"github.com/kqlc/kqlc/kql/sink"
	"github.com/kqlc/kqlc/kql/source"
)

// Exit codes of a program that runs rules.
const (
	ExitOK       = 0
	ExitFindings = 1 // an event could not be read
	ExitUsage    = 2
)

// Options are the flags of a program that runs rules, as text. Output and Result are for one rule; Result is the only one
// of several results that is written.
type Options struct {
	Inputs    []string
	Now       string
	OnBadLine string
	Output    string
	Result    string
	Workers   int
	// PartSize is as that of [Run].
	PartSize int64
	// MaxRows is how many rows of a result are written at most, 0 for all.
	MaxRows int
	Data    Data
	Formats []source.Format
}

// More is what a program can do besides: it takes longer to build.
type More struct {
	// Formats are those that are read besides NDJSON, JSON and CSV.
	Formats []source.Format
	// Fetch gets what stands at an address of the web.
	Fetch func(url string) (io.ReadCloser, error)
}

// DefaultWorkers is the number of workers where none is asked for.
func DefaultWorkers() int { return min(runtime.GOMAXPROCS(0), 8) }

// ResultUsage describes the flag --result.
const ResultUsage = "of the results of a rule that gives several, the `NAME` of the only one to write"

// WorkersUsage describes the flag --workers.
const WorkersUsage = "how many threads read events, and evaluate them where the rule's states can be merged; the rows do not depend on it"

// MaxRowsUsage describes the flag --max-rows.
const MaxRowsUsage = "write at most `N` rows of a result, and a warning if there are more; the service gives 500000 (default: all)"

// inputs collects repeated flags.
type inputs []string

func (i *inputs) String() string     { return strings.Join(*i, " ") }
func (i *inputs) Set(v string) error { *i = append(*i, v); return nil }

// Main runs one of the rules, the one whose number the first argument of the command line gives, by the flags behind it,
// and returns the exit code.
func Main(programs []*kql.Program, more More) int {
	n := -1
	if len(os.Args) > 1 {
		if i, err := strconv.Atoi(os.Args[1]); err == nil {
			n = i
		}
	}
	if n < 0 || n >= len(programs) {
		fmt.Fprintf(os.Stderr, "error: the first argument is the number of a rule, from 0 to %d\n", len(programs)-1)
		return ExitUsage
	}
	return command(programs[n:n+1], programs[n].Name, os.Args[2:], more)
}

// Detect runs all of the rules over the same events by the flags of the command line and returns the exit code. The rows
// of several rules name theirs.
func Detect(programs []*kql.Program, more More) int {
	return command(programs, filepath.Base(os.Args[0]), os.Args[1:], more)
}

// Ordered takes rules from lists in an order that names the list and the place of each, counted from 0, as "0.1 2.0".
func Ordered(order string, lists ...[]*kql.Program) []*kql.Program {
	var rules []*kql.Program
	for place := range strings.FieldsSeq(order) {
		list, at, _ := strings.Cut(place, ".")
		rules = append(rules, lists[number(list)][number(at)])
	}
	return rules
}

// number is one of [Ordered], which the compiler has written.
func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		panic(err)
	}
	return n
}

// command runs rules by flags.
func command(rules []*kql.Program, name string, args []string, more More) int {
	programs := make([]kql.Program, len(rules))
	for i, rule := range rules {
		programs[i] = *rule
	}
	memory.CollectSeldom()
	o := Options{Formats: more.Formats, Data: Data{Fetch: more.Fetch}}
	flags := flag.NewFlagSet(name, flag.ContinueOnError)
	flags.Var((*inputs)(&o.Inputs), "input", "events as `[TABLE=]FILE`; - is standard input; may be given more than once")
	flags.StringVar(&o.Now, "now", "", "what now() returns, as 2026-01-02T03:04:05Z (default: the clock)")
	flags.StringVar(&o.OnBadLine, "on-bad-line", "fail", "what to do about an event that cannot be read: fail or skip")
	flags.IntVar(&o.Workers, "workers", DefaultWorkers(), WorkersUsage)
	flags.IntVar(&o.MaxRows, "max-rows", 0, MaxRowsUsage)
	o.Data.add(flags)
	if len(programs) == 1 {
		flags.StringVar(&o.Output, "output", "ndjson", "format of the rows: "+strings.Join(sink.Formats, " or "))
		if len(programs[0].Results) > 0 {
			flags.StringVar(&o.Result, "result", "", ResultUsage)
		}
	}
	if err := flags.Parse(args); err != nil {
		if errors.Is(err, flag.ErrHelp) {
			return ExitOK
		}
		return ExitUsage
	}
	if o.Workers < 1 {
		fmt.Fprintln(os.Stderr, "error:", usage("--workers is 1 or more, not %d", o.Workers))
		return ExitUsage
	}
	if o.Workers > 1 {
		spareProcessor(o.Workers)
	}
	if !slices.ContainsFunc(programs, func(p kql.Program) bool { return len(p.External) > 0 }) {
		o.Data.AllowHTTP = false // there is nothing to fetch
	}
	return Execute(programs, o, os.Stdout, os.Stderr)
}

// An evaluation of many rules takes about ruleRoom bytes of the heap for each. From leastRoom on it pays to ask for them at once.
const (
	ruleRoom  = 40 << 10
	leastRoom = 8 << 20
	mostRoom  = 64 << 20
)

// spareProcessor gives the scheduler of Go a processor more than there are workers. While none is idle, it takes that of a worker
// that has been in a system call for 20 microseconds, as reading a block is, and wakes a thread to look for work that there is
// not; the worker then waits for a processor.
func spareProcessor(workers int) {
	runtime.GOMAXPROCS(max(runtime.GOMAXPROCS(0), workers+1))
}

// Execute runs the rules and writes their rows to out and what there is to say to messages.
func Execute(programs []kql.Program, o Options, out, messages io.Writer) int {
	if room := len(programs) * ruleRoom; room >= leastRoom {
		memory.Room(min(room, mostRoom))
	}
	run, err := o.run(programs, messages)
	if err != nil {
		fmt.Fprintln(messages, "error:", err)
		return ExitUsage
	}
	sinks, err := newSinks(programs, o, out)
	if err != nil {
		fmt.Fprintln(messages, "error:", err)
		return ExitUsage
	}
	run.Opened, run.Emit = sinks.open, sinks.row
	if o.MaxRows == 0 {
		run.hold = sinks.hold
	}
	stats, err := run.Do()
	if closeErr := sinks.close(); err == nil {
		err = closeErr
	}
	for _, cut := range sinks.cut() {
		fmt.Fprintln(messages, "warning:", cut)
	}
	if stats.Skipped > 0 {
		fmt.Fprintf(messages, "warning: %d of %d events could not be read and were skipped\n", stats.Skipped, stats.Skipped+stats.Events)
	}
	if err == nil {
		return ExitOK
	}
	fmt.Fprintln(messages, "error:", err)
	var bad *source.LineError
	if !errors.As(err, &bad) {
		return ExitUsage
	}
	if !bad.Fatal {
		fmt.Fprintln(messages, "to go on behind such events: --on-bad-line=skip")
	}
	return ExitFindings
}

func (o Options) run(programs []kql.Program, messages io.Writer) (*Run, error) {
	r := &Run{Programs: programs, Formats: o.Formats, Workers: o.Workers, PartSize: o.PartSize, Warn: func(err error) { fmt.Fprintln(messages, "warning:", err) }}
	switch o.OnBadLine {
	case "skip":
		r.SkipBadLines = true
	case "fail", "":
	default:
		return nil, UsageError(fmt.Sprintf("--on-bad-line is fail or skip, not %q", o.OnBadLine))
	}
	r.Env.Now, _ = kql.DateTimeOf(time.Now())
	if o.Now != "" {
		var ok bool
		if r.Env.Now, ok = kql.ParseDateTime(o.Now); !ok {
			return nil, UsageError(fmt.Sprintf("--now is a datetime, as 2026-01-02T03:04:05Z, not %q", o.Now))
		}
	}
	for _, in := range o.Inputs {
		r.Inputs = append(r.Inputs, ParseInput(in))
	}
	if o.MaxRows < 0 {
		return nil, usage("--max-rows is 1 or more, or 0 for all, not %d", o.MaxRows)
	}
	var err error
	if r.Sources, err = o.Data.Sources(); err == nil {
		r.Sources.Formats = o.Formats
	}
	return r, err
}
