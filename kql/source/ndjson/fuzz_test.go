package ndjson_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"

	"github.com/kqlc/kqlc/kql"
	"github.com/kqlc/kqlc/kql/source/ndjson"
)

// harmless is a JSON text with all that is lenient in it made right: the insides of its strings.
func harmless(event []byte) []byte {
	out := bytes.Clone(event)
	inside := false
	for i := 0; i < len(out); i++ {
		switch c := out[i]; {
		case c == '"':
			inside = !inside
		case inside && c == '\\' && i+1 < len(out):
			out[i+1] = 'n'
			i++
		case inside && c < ' ':
			out[i] = ' '
		}
	}
	return out
}

// Nothing is taken for an event that is no JSON object but for the insides of strings, which are looked into only where a
// column asks for them.
func FuzzStrict(f *testing.F) {
	for _, s := range []string{
		`{"a":"\q"}`, "{\"a\":\"\x01\"}", `{"a":[1,{"b":"c"}],"d":-0.5e-3}`, `{"a":1,}`, `{"a":tru}`, `{"a":01}`, `{"a" "b"}`, `{"a":1}x`, `[{}]`, `{"a":+1}`, `{"a":"\`,
		`{"a":[]]}`, `{"a":{}}}`, "{\"\\\"\":{\"\xff\":null}}", `{"a":1e}`, `{"a":-}`, `{"a":.5}`, "\v{}", `{,}`, `{"a":nul}`, `{"a":Infinity}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, event []byte) {
		var name string
		d := ndjson.NewDecoder([]kql.Column{kql.Col("Name", &name)}, nil)
		if d.Decode(event) != nil {
			return
		}
		trimmed := bytes.TrimSpace(event)
		if !json.Valid(harmless(event)) || trimmed[0] != '{' {
			t.Fatalf("%q is taken for an event", event)
		}
	})
}

// FuzzScan holds the scanner against a model, and against itself with the input in other pieces.
func FuzzScan(f *testing.F) {
	for _, s := range []string{
		"", "\n\n{}\r\n{\"a\":1}", "\ufeff[{},\n{}]", "[1,2", "[{}]x", " \t\n[]\n", "\xef\xbb", "\xef\xbb\xbf", "{}\n[\n]", "[\"\\\"]\"\n,null ]", "\r", "[1 2]", "{\"a\":\n1}\n", "{\n}{}\n{ \n\"a\":[1\n]} ", "{\n}{", "[[\u0fc4",
	} {
		f.Add(s, 3)
	}
	f.Fuzz(func(t *testing.T, text string, n int) {
		want := events(strings.NewReader(text))
		for name, r := range map[string]io.Reader{
			"byte by byte":        iotest.OneByteReader(strings.NewReader(text)),
			"by halves":           iotest.HalfReader(strings.NewReader(text)),
			"the end with data":   iotest.DataErrReader(strings.NewReader(text)),
			"some bytes together": dribble{strings.NewReader(text), 1 + int(uint(n)%100)},
		} {
			if d := cmp.Diff(want, events(r)); d != "" {
				t.Fatalf("%q %s (-want +got)\n%s", text, name, d)
			}
		}
		if d := cmp.Diff(scanned(text), want); d != "" {
			t.Fatalf("%q (-model +got)\n%s", text, d)
		}
	})
}

// scanned is a model of the scanner; of arrays and of objects over several lines it knows only those without mistakes, and
// gives what came of the others.
func scanned(text string) (out []string) {
	rest := strings.TrimPrefix(text, "\ufeff")
	if strings.HasPrefix(strings.TrimLeft(rest, " \t\r\n"), "[") {
		var elements []json.RawMessage
		if json.Unmarshal([]byte(rest), &elements) != nil {
			return events(strings.NewReader(text))
		}
		return placed(rest, strings.IndexByte(rest, '[')+1, elements)
	}
	if first, _, ok := strings.Cut(strings.TrimLeft(rest, " \t\r\n"), "\n"); ok && strings.TrimSpace(first) == "{" {
		var objects []json.RawMessage
		for dec := json.NewDecoder(strings.NewReader(rest)); ; {
			var o json.RawMessage
			switch err := dec.Decode(&o); err {
			case nil:
				objects = append(objects, o)
			case io.EOF:
				return placed(rest, 0, objects)
			default:
				return events(strings.NewReader(text))
			}
		}
	}
	for i, line := range strings.Split(rest, "\n") {
		if line = string(bytes.TrimSpace([]byte(line))); line != "" {
			out = append(out, fmt.Sprintf("%d %s", i+1, line))
		}
	}
	return out
}

// placed are the values, which stand in the text one after the other from a byte on, with their lines.
func placed(text string, from int, list []json.RawMessage) (out []string) {
	for _, v := range list {
		from += strings.Index(text[from:], string(v))
		out = append(out, fmt.Sprintf("%d %s", 1+strings.Count(text[:from], "\n"), v))
		from += len(v)
	}
	return out
}
