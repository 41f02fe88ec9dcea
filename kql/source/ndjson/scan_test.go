package ndjson_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/kql/source"
	"github.com/kqlc/kqlc/kql/source/ndjson"
)

// events lists the events of an input with their lines, and how it ends.
func events(r io.Reader) (out []string) {
	s := ndjson.NewScanner(r)
	for {
		event, err := s.Next()
		if err == io.EOF {
			return out
		}
		if err != nil {
			return append(out, "error: "+err.Error())
		}
		out = append(out, fmt.Sprintf("%d %s", s.Line(), event))
	}
}

func TestScan(t *testing.T) {
	tests := []struct {
		name, input string
		want        []string
	}{
		{"empty", "", nil},
		{"blank", " \n\r\n\t", nil},
		{"lines", "{\"a\":1}\n{\"a\":2}\n", []string{`1 {"a":1}`, `2 {"a":2}`}},
		{"no line end at the end", "{}\n{\"a\":2}", []string{"1 {}", `2 {"a":2}`}},
		{"CRLF and blank lines", "\r\n{}\r\n\r\n  \r\n {\"a\":2} \r\n", []string{"2 {}", `5 {"a":2}`}},
		{"byte order mark", "\ufeff{}\n{}", []string{"1 {}", "2 {}"}},
		{"what is no event is one line", "oops\n{}\n[1]\n", []string{"1 oops", "2 {}", "3 [1]"}},
		{"objects over lines", "\ufeff{\n  \"a\": 1\n}\n{\n}{\"b\":\n2}\n\n", []string{"1 {\n  \"a\": 1\n}", "4 {\n}", "5 {\"b\":\n2}"}},
		{"objects over lines, malformed", "{\n}\n{\n\"a\": x}\n{}", []string{"1 {\n}", "error: line 3: expected a value at byte 8, found 'x'"}},
		{"objects over lines, cut off", "{ \r\n \"a\": 1", []string{`error: line 1: expected "," or "}" at byte 12, where the text ends`}},
		{"a first line that is cut off", "{\n{\"a\":1}\n", []string{"1 {", `2 {"a":1}`}},
		{"nothing but a brace", "{\n", []string{"1 {"}},
		{"array", "[{\"a\":1},{\"a\":2}]", []string{`1 {"a":1}`, `1 {"a":2}`}},
		{"array over lines", "\ufeff\n [\n  {\n \"a\": 1\n },\n  {}\n]\n", []string{"3 {\n \"a\": 1\n }", "6 {}"}},
		{"empty array", "[ ]", nil},
		{"array of others", `[1,"a]",null,[2,[3]],{"a":"}"}]`, []string{"1 1", `1 "a]"`, "1 null", "1 [2,[3]]", `1 {"a":"}"}`}},
		{"array without end", "[{},\n{}", []string{"1 {}", "2 {}", `error: line 2: the array does not end: expected "]"`}},
		{"array cut off in an element", "[{},\n{\"a\":tr", []string{"1 {}", `error: line 2: expected true at byte 8, where the text ends`}},
		{"array without comma", "[{} {}]", []string{"1 {}", `error: line 1: expected "," or "]" behind an element of the array`}},
		{"array with a comma at the end", "[{},]", []string{"1 {}", `error: line 1: expected a value at byte 1, found ']'`}},
		{"text behind the array", "[{}]\n{}", []string{"1 {}", `error: line 2: there is text behind the array`}},
		{"bad element", "[{},\n{\"a\":x},{}]", []string{"1 {}", `error: line 2: expected a value at byte 6, found 'x'`}},
	}
	for _, test := range tests {
		for _, n := range []int{1, 2, 3, 7, 1 << 20} {
			if d := cmp.Diff(test.want, events(dribble{strings.NewReader(test.input), n})); d != "" {
				t.Errorf("%s, %d bytes at a time (-want +got)\n%s", test.name, n, d)
			}
		}
	}
}

// Events that are longer than a block, and blocks that end anywhere.
func TestScanLong(t *testing.T) {
	for _, form := range []string{"{\"a\":%q}\n", ",{\"a\":%q}"} {
		var input bytes.Buffer
		var want []string
		for i, n := range []int{10, 100 << 10, 1 << 20, 3, 300 << 10, 5 << 20, 0, 262144 - 9, 1} {
			fmt.Fprintf(&input, form, strings.Repeat(string(rune('a'+i)), n))
			want = append(want, fmt.Sprintf(`{"a":%q}`, strings.Repeat(string(rune('a'+i)), n)))
		}
		text := input.String()
		if text[0] == ',' {
			text = "[" + text[1:] + "]"
		}
		for _, n := range []int{4096, 65537, 1 << 30} {
			s := ndjson.NewScanner(dribble{strings.NewReader(text), n})
			for i := range want {
				got, err := s.Next()
				if err != nil || string(got) != want[i] {
					t.Fatalf("event %d of %d bytes, not %d: %v", i, len(got), len(want[i]), err)
				}
			}
			if _, err := s.Next(); err != io.EOF {
				t.Fatal(err)
			}
		}
	}
}

// A malformed element must not make the rest of the input be read into memory.
func TestScanBadElementStops(t *testing.T) {
	endless := io.MultiReader(strings.NewReader("[{},{]"), neverEnding(' '))
	got := events(endless)
	if len(got) != 2 || !strings.Contains(got[1], "expected a key") {
		t.Error(got)
	}
}

type neverEnding byte

func (c neverEnding) Read(b []byte) (int, error) {
	for i := range b {
		b[i] = byte(c)
	}
	return len(b), nil
}

func TestScanReadError(t *testing.T) {
	broken := errors.New("the disk is gone")
	for _, input := range []string{"{}\n{\"a\":", "[{},{\"a\":"} {
		got := events(io.MultiReader(strings.NewReader(input), iotest.ErrReader(broken)))
		if d := cmp.Diff([]string{"1 {}", "error: the disk is gone"}, got); d != "" {
			t.Errorf("(-want +got)\n%s", d)
		}
	}
}

func TestReader(t *testing.T) {
	input := "{\"Name\":\"a\"}\n{\"Name\":\n5\n\n{\"Name\":\"b\"}\n{\"Name\":\"\\x\"}\n{\"Name\":\"c\"}"
	var r row
	reader := ndjson.NewReader(strings.NewReader(input), ndjson.NewDecoder(r.columns(), nil))
	var got []string
	for {
		err := reader.Next()
		if err == io.EOF {
			break
		}
		var bad *source.LineError
		switch {
		case errors.As(err, &bad):
			got = append(got, err.Error())
		case err != nil:
			t.Fatal(err)
		default:
			got = append(got, strings.Clone(r.Name))
		}
	}
	want := []string{
		"a", "line 2: expected a value at byte 9, where the text ends", "line 3: expected an object {…} at byte 1, found '5'",
		"b", `line 6: the backslash at byte 1 of the string "\\x" starts no escape of JSON`, "c",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got)\n%s", d)
	}
}
