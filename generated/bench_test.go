package generated_test

import (
	"bytes"
	"io"
	"strings"
	"testing"

	t1609 "github.com/kqlc/kqlc/generated/t1609containeradministrationcommand"
	"github.com/kqlc/kqlc/generated/tables/defender"
	"github.com/kqlc/kqlc/kql"
)

// BenchmarkEvaluator measures the rule alone, on events that are decoded already. An iteration is one event.
func BenchmarkEvaluator(b *testing.B) {
	c := events(20 * megabyte)
	var decoded []defender.DeviceProcessEvents
	var event defender.DeviceProcessEvents
	decode(b, c.Reader(), &event, func() {
		kept := event
		for _, text := range []*string{
			&kept.DeviceName, &kept.AccountName, &kept.AccountDomain, &kept.FileName, &kept.ProcessCommandLine,
			&kept.InitiatingProcessFileName, &kept.InitiatingProcessCommandLine, &kept.InitiatingProcessParentFileName,
		} {
			*text = strings.Clone(*text)
		}
		decoded = append(decoded, kept)
	})
	env := kql.Env{Now: dateTime(b, c.End)}
	b.ReportAllocs()
	e, n := t1609.New(env, func(*t1609.Row) {}), 0
	for b.Loop() {
		if n == len(decoded) {
			e.Close()
			e, n = t1609.New(env, func(*t1609.Row) {}), 0
		}
		e.DeviceProcessEvents(&decoded[n])
		n++
	}
}

// BenchmarkNDJSON measures decoding and the rule together. An iteration is 20 MB.
func BenchmarkNDJSON(b *testing.B) {
	c := events(20 * megabyte)
	text, err := io.ReadAll(c.Reader())
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := evaluateProgram(t1609.Program(), bytes.NewReader(text), dateTime(b, c.End)); err != nil {
			b.Fatal(err)
		}
	}
}
