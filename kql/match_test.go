package kql

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// TestHas holds needles as detection rules write them against texts that have them and texts that nearly do.
func TestHas(t *testing.T) {
	for _, tc := range []struct {
		needle string
		has    []string
		not    []string
	}{
		{"-it", []string{"podman exec -it web", "run -it;", "a-it b", "-IT"}, []string{"-item", "-iter", "--interactive", "-ti", ""}},
		{"-i ", []string{"exec -i web", "-i  x", "x-i y"}, []string{"exec -i", "-i\t"}},
		{"--tty", []string{"run --tty x", "--tty=true"}, []string{"--ttyS0"}},
		{":10250", []string{"https://node:10250/run", "n:10250"}, []string{"n:102500", "n 10250"}},
		{"/exec", []string{"/exec/ns/pod", "x/exec?"}, []string{"/execute", "/exec1"}},
		{"/run", []string{"/run/ns", "/var/run"}, []string{"/runc", "/running"}},
		{
			"--security-opt label=disable",
			[]string{"podman run --security-opt label=disable x"},
			[]string{"--security-opt  label=disable", "--security-opt label=disabled", "--security-opt=label=disable"},
		},
		{"/bin/sh", []string{"/bin/sh -c", "/usr/bin/sh"}, []string{"/bin/shx", "/bin//sh"}},
		{"--pid=host", []string{"--pid=host "}, []string{"--pid=hostname", "--pid host"}},
		{"sh", []string{"exec x sh -c", "/bin/sh", "x.sh", "zsh sh"}, []string{"bash", "ssh", "zsh", "sh1"}},
		{"exec", []string{"podman exec x", "kubectl-exec", "my_exec", "execute exec"}, []string{"execute", "execve", "docker-execs"}},
		{"run", []string{"podman run x", "--run"}, []string{"running", "runc", "podrun"}},
		{"2.3", []string{"v1.2.3", "(2.3)"}, []string{"1_2_3", "12.3", "2.34"}},
		{" ", []string{"a b", " "}, []string{"ab", "a_b"}},
		{"_", []string{"a_b", "__"}, []string{"ab"}},
		{"", []string{"", "a", " "}, nil},
		{"a.", []string{"a.b", "-a.."}, []string{"ba.b", "a"}},
		{"мир", []string{"Привет МИР", "мир!"}, []string{"мирный", "эмир"}},
		{"café", []string{"CAFÉ au lait", "un-café"}, []string{"cafe", "cafés", "cafe\u0301"}},
		{"cafe", []string{"cafe\u0301"}, []string{"café", "écafe"}},
		{"日本", []string{"日本", "«日本»"}, []string{"日本語"}},
		{"x", []string{"😀x😀", "\xffx\xff"}, []string{"жxж", "x٣"}},
		{"ß", []string{"ß"}, []string{"ss", "ẞ"}},
		{"k", []string{"K"}, []string{"\u212a"}},
		{"σ", []string{"Σ", "ς"}, []string{"ο"}},
		{"ⱥb", []string{"ȺB", "-Ⱥb-"}, []string{"Ⱥbc", "aȺb"}},
	} {
		for _, text := range tc.has {
			if !Has(text, tc.needle) {
				t.Errorf("%q has %q = false", text, tc.needle)
			}
		}
		for _, text := range tc.not {
			if Has(text, tc.needle) {
				t.Errorf("%q has %q = true", text, tc.needle)
			}
		}
	}
}

func TestStringOperators(t *testing.T) {
	for _, tc := range []struct {
		name string
		got  bool
		want bool
	}{
		{"has_cs other case", HasCS("Net.exe USER", "user"), false},
		{"has_cs second place", HasCS("users user", "user"), true},
		{"has_cs empty", HasCS("", ""), true},
		{"hasprefix inside a term", HasPrefix("North America", "mer"), false},
		{"hasprefix at a term", HasPrefix("North America", "AME"), true},
		{"hasprefix later", HasPrefix("team teapot", "teap"), true},
		{"hasprefix_cs", HasPrefixCS("North America", "ame"), false},
		{"hassuffix inside a term", HasSuffix("North America", "americ"), false},
		{"hassuffix at a term", HasSuffix("North America", "TH"), true},
		{"hassuffix_cs", HasSuffixCS("North America", "ica"), true},
		{"hassuffix punctuation end", HasSuffix("x64.exe", "4."), true},
		{"contains", Contains("FabriKam", "BRik"), true},
		{"contains Cyrillic", Contains("перезагрузка", "ЗАГРУЗ"), true},
		{"contains NUL", Contains("ab\x00É", "\x00é"), true},
		{"contains empty", Contains("", ""), true},
		{"contains in empty", Contains("", "a"), false},
		{"contains_cs", ContainsCS("FabriKam", "kam"), false},
		{"startswith", StartsWith("Éclair", "éC"), true},
		{"startswith longer", StartsWith("ab", "abc"), false},
		{"startswith_cs", StartsWithCS("Fabrikam", "fab"), false},
		{"endswith", EndsWith("PowerShell.EXE", ".exe"), true},
		{"endswith longer", EndsWith("exe", ".exe"), false},
		{"endswith other length", EndsWith("xȺ", "Xⱥ"), true},
		{"endswith_cs", EndsWithCS("a.EXE", ".exe"), false},
		{"=~", EqualFold("Straße", "STRAßE"), true},
		{"=~ prefix", EqualFold("abc", "ab"), false},
		{"=~ full width", EqualFold("Ａ", "a"), false},
		{"=~ dotless i", EqualFold("ı", "I"), false},
		{"=~ bad byte", EqualFold("\xff", "\xfe"), false},
		{"in", In("abc", "ABC", "abc"), true},
		{"in none", In("abc"), false},
		{"in~", InFold("aBc", "123", "AbC"), true},
		{"has_any none", HasAny("x"), false},
		{"has_all none", HasAll("x"), true},
		{"has_all", HasAll("North and South America", "south", "north"), true},
		{"has_all one missing", HasAll("North and South America", "south", "nort"), false},
		{"like", Like("C:\\Windows\\system32\\cmd.exe", "c:\\%\\CMD.e_e"), true},
		{"like whole", Like("abc", "b%"), false},
		{"like two stars", Like("aXbXc", "a%x%c"), true},
		{"like backtracks", Like("abcabd", "%abd"), true},
		{"like empty", Like("", "%"), true},
		{"like one", Like("é", "_"), true},
		{"likecs", LikeCS("abc", "A%"), false},
	} {
		if tc.got != tc.want {
			t.Errorf("%s = %v, want %v", tc.name, tc.got, tc.want)
		}
	}
}

func TestHasAnyIndex(t *testing.T) {
	few := []string{"whoami", "sh", "exec", ""}
	many := append(strings.Fields("aa bb cc dd ee ff gg hh ii jj -- kk-ll кк"), few[:3]...)
	for _, tc := range []struct {
		text    string
		needles []string
		want    int64
	}{
		{"run exec sh", few, 1},
		{"run", few, 3},
		{"run", few[:3], -1},
		{"exec; SH", many, 14},
		{"EXEC kk-ll", many, 11},
		{"kk ll", many, -1},
		{"exec --КК", many, 10},
		{"КК", many, 12},
		{"", many, -1},
		{"x", nil, -1},
	} {
		if got := HasAnyTermIndex(tc.text, NewTerms(tc.needles...)); got != tc.want {
			t.Errorf("HasAnyTermIndex(%q, %q) = %d, want %d", tc.text, tc.needles, got, tc.want)
		}
		if got := HasAnyIndex(tc.text, tc.needles...); got != tc.want {
			t.Errorf("HasAnyIndex(%q, %q) = %d, want %d", tc.text, tc.needles, got, tc.want)
		}
	}
}

// model is the operators' meaning written the obvious way: on characters, folded one by one.
type model struct{ text, needle []rune }

func newModel(text, needle string, fold bool) model {
	runes := func(s string) (rs []rune) {
		for s != "" {
			r, n := utf8.DecodeRuneInString(s)
			if r == utf8.RuneError && n == 1 {
				r = 0x200000 + rune(s[0])
			} else if fold && (unicode.ToUpper(r) < 0x80) == (r < 0x80) {
				r = unicode.ToUpper(r)
			}
			rs, s = append(rs, r), s[n:]
		}
		return rs
	}
	return model{runes(text), runes(needle)}
}

func (m model) found(left, right bool) bool {
	alnum := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	n := len(m.needle)
	for i := 0; i+n <= len(m.text); i++ {
		if !slices.Equal(m.text[i:i+n], m.needle) {
			continue
		}
		if n == 0 {
			return true
		}
		if left && i > 0 && alnum(m.needle[0]) && alnum(m.text[i-1]) {
			continue
		}
		if right && i+n < len(m.text) && alnum(m.needle[n-1]) && alnum(m.text[i+n]) {
			continue
		}
		return true
	}
	return false
}

func (m model) starts() bool {
	return len(m.text) >= len(m.needle) && slices.Equal(m.text[:len(m.needle)], m.needle)
}

func (m model) ends() bool {
	return len(m.text) >= len(m.needle) && slices.Equal(m.text[len(m.text)-len(m.needle):], m.needle)
}

func checkModel(t interface {
	Helper()
	Errorf(string, ...any)
}, text, needle string,
) {
	t.Helper()
	folded, exact := newModel(text, needle, true), newModel(text, needle, false)
	term := NewTerm(needle)
	for _, c := range []struct {
		operator  string
		got, want bool
	}{
		{"has", Has(text, needle), folded.found(true, true)},
		{"has, prepared", HasTerm(text, term), folded.found(true, true)},
		{"has_cs", HasCS(text, needle), exact.found(true, true)},
		{"hasprefix", HasPrefix(text, needle), folded.found(true, false)},
		{"hasprefix, prepared", HasPrefixTerm(text, term), folded.found(true, false)},
		{"hasprefix_cs", HasPrefixCS(text, needle), exact.found(true, false)},
		{"hassuffix", HasSuffix(text, needle), folded.found(false, true)},
		{"hassuffix, prepared", HasSuffixTerm(text, term), folded.found(false, true)},
		{"hassuffix_cs", HasSuffixCS(text, needle), exact.found(false, true)},
		{"contains", Contains(text, needle), folded.found(false, false)},
		{"contains, prepared", ContainsNeedle(text, NewNeedle(needle)), folded.found(false, false)},
		{"contains_cs", ContainsCS(text, needle), exact.found(false, false)},
		{"startswith", StartsWith(text, needle), folded.starts()},
		{"startswith_cs", StartsWithCS(text, needle), exact.starts()},
		{"endswith", EndsWith(text, needle), folded.ends()},
		{"endswith_cs", EndsWithCS(text, needle), exact.ends()},
		{"=~", EqualFold(text, needle), slices.Equal(folded.text, folded.needle)},
	} {
		if c.got != c.want {
			t.Errorf("%q %s %q = %v, want %v", text, c.operator, needle, c.got, c.want)
		}
	}
}

// someText makes texts of few different characters, so that needles are found and nearly found.
var someText = rapid.StringOfN(rapid.SampledFrom([]rune("aAbBkK19_- ./éÉßẞȺⱥσςΣıİ\u212a\u017fжЖ日😀\u0301\ufffd")), 0, 12, -1)

func TestOperatorsAgainstModel(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		checkModel(t, someText.Draw(t, "text"), rapid.StringOfN(rapid.SampledFrom([]rune("aAkK1_- éȺⱥσΣ")), 0, 3, -1).Draw(t, "needle"))
	})
}

func FuzzOperators(f *testing.F) {
	f.Add("podman exec -it web sh", "-IT")
	f.Add("x\xff\xfe\xe3\x81", "\xe3\x81")
	f.Add("ȺȺⱥa", "ⱥA")
	f.Fuzz(func(t *testing.T, text, needle string) {
		if !utf8.ValidString(text) || !utf8.ValidString(needle) {
			// Only the folding forms say what a byte that is not UTF-8 means; there it must not panic.
			Has(text, needle)
			Contains(text, needle)
			EndsWith(text, needle)
			HasAnyTerm(text, NewTerms(make([]string, indexFrom)...))
			return
		}
		checkModel(t, text, needle)
	})
}

func TestTermsAgainstHas(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := someText.Draw(t, "text")
		needles := rapid.SliceOfN(rapid.StringOfN(rapid.SampledFrom([]rune("aAkK1_- éȺⱥσΣ")), 0, 3, -1), 0, 2*indexFrom).Draw(t, "needles")
		terms := NewTerms(needles...)
		if got, want := HasAnyTermIndex(text, terms), HasAnyIndex(text, needles...); got != want {
			t.Errorf("HasAnyTermIndex = %d, want %d", got, want)
		}
		if got, want := HasAnyTerm(text, terms), HasAny(text, needles...); got != want {
			t.Errorf("HasAnyTerm = %v, want %v", got, want)
		}
		if got, want := HasAllTerms(text, terms), HasAll(text, needles...); got != want {
			t.Errorf("HasAllTerms = %v, want %v", got, want)
		}
	})
}

func TestSetsAgainstLists(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		short := rapid.StringOfN(rapid.SampledFrom([]rune("aAkéÉȺⱥσς\u212a")), 0, 2, -1)
		text, values := short.Draw(t, "text"), rapid.SliceOf(short).Draw(t, "values")
		if got, want := InSet(text, NewStringSet(values...)), In(text, values...); got != want {
			t.Errorf("InSet = %v, want %v", got, want)
		}
		if got, want := InFoldSet(text, NewFoldSet(values...)), InFold(text, values...); got != want {
			t.Errorf("InFoldSet = %v, want %v", got, want)
		}
	})
	rapid.Check(t, func(t *rapid.T) {
		long := rapid.StringOfN(rapid.SampledFrom([]rune("aAkK@`[{1")), 0, 12, -1)
		values := rapid.SliceOfN(long, 1, 5).Draw(t, "values")
		text := []byte(rapid.SampledFrom(values).Draw(t, "text"))
		for i := range text {
			if flip := rapid.SampledFrom([]byte{0, 0, 'a' - 'A'}).Draw(t, "flip"); text[i] != '1' {
				text[i] ^= flip
			}
		}
		if got, want := InFoldSet(string(text), NewFoldSet(values...)), InFold(string(text), values...); got != want {
			t.Errorf("InFoldSet = %v, want %v", got, want)
		}
	})
	var noStrings StringSet
	var noFolds FoldSet
	if InSet("", noStrings) || InFoldSet("", noFolds) || InFoldSet("", NewFoldSet()) {
		t.Error("an empty set has an element")
	}
}

func TestOperatorsDoNotAllocate(t *testing.T) {
	text := `/usr/bin/Podman exec -it web-7f9c /bin/sh -c "cat /etc/hosts"`
	term, terms := NewTerm("hosts"), NewTerms("exec", "attach")
	many := NewTerms(strings.Fields("a b c d e f g h i j k l m attach")...)
	sub, set, folds := NewNeedle("HOSTS"), NewStringSet("a", text), NewFoldSet("a", strings.ToUpper(text))
	needle := text[len(text)-6 : len(text)-1]
	for name, f := range map[string]func() bool{
		"HasTerm":          func() bool { return HasTerm(text, term) },
		"Has":              func() bool { return Has(text, needle) },
		"HasAnyTerm":       func() bool { return HasAnyTerm(text, terms) },
		"HasAnyTerm, many": func() bool { return HasAnyTerm(text, many) || true },
		"HasAllTerms":      func() bool { return !HasAllTerms(text, terms) },
		"HasAny":           func() bool { return HasAny(text, needle, "x") },
		"ContainsNeedle":   func() bool { return ContainsNeedle(text, sub) },
		"StartsWith":       func() bool { return StartsWith(text, "/USR/bin") },
		"EndsWith":         func() bool { return EndsWith(text, `HOSTS"`) },
		"EqualFold":        func() bool { return !EqualFold(text, needle) },
		"InSet":            func() bool { return InSet(text, set) },
		"InFoldSet":        func() bool { return InFoldSet(text, folds) },
		"Like":             func() bool { return Like(text, "%hosts%") },
	} {
		if !f() {
			t.Errorf("%s is false", name)
		}
		if n := testing.AllocsPerRun(50, func() { f() }); n != 0 {
			t.Errorf("%s allocates %v times", name, n)
		}
	}
}
