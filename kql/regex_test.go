package kql

import (
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// matchesOf returns the texts of all matches with their groups.
func matchesOf(pattern, text string) (all [][]string) {
	for _, m := range MustRegex(pattern).findAll(text, -1) {
		var groups []string
		for g := 0; 2*g < len(m); g++ {
			groups = append(groups, submatch(text, m, g))
		}
		all = append(all, groups)
	}
	return all
}

// TestRegexDialect has what Kusto's dialect adds to RE2's, or reads otherwise.
func TestRegexDialect(t *testing.T) {
	for _, tc := range []struct {
		pattern, text string
		want          [][]string
	}{
		{`\d+`, "x12 ３４", [][]string{{"12"}, {"３４"}}},
		{`(?-u:\d+)`, "x12 ３４", [][]string{{"12"}}},
		{`[^\d]+`, "１a2", [][]string{{"a"}}},
		{`\w+`, "naïve_x9 e\u0301-ж", [][]string{{"naïve_x9"}, {"e\u0301"}, {"ж"}}},
		{`\W`, "é-", [][]string{{"-"}}},
		{`\s`, "a\u00a0b\u3000", [][]string{{"\u00a0"}, {"\u3000"}}},
		{`[\w.-]+`, "é.x-y z", [][]string{{"é.x-y"}, {"z"}}},
		{`[\w-.]+`, "a-b.c", [][]string{{"a-b.c"}}},
		{`\bcaf\b`, "café caf", [][]string{{"caf"}}},
		{`(?-u:\b)caf(?-u:\b)`, "café", [][]string{{"caf"}}},
		{`(?-u:\b)x\b`, "éx xé x", [][]string{{"x"}, {"x"}}},
		{`\Bé`, "cé é", [][]string{{"é"}}},
		{`\<b\w*`, "ab bé cb", [][]string{{"bé"}}},
		{`\w*a\b{end}`, "aa ba ab", [][]string{{"aa"}, {"ba"}}},
		{`\b{start}a|b\>`, "ab cb", [][]string{{"a"}, {"b"}, {"b"}}},
		{`\b{start-half}-|x\b{end-half}`, "--x", [][]string{{"-"}, {"-"}, {"x"}}},
		{`[a-y&&xyz]+`, "wxyz", [][]string{{"xy"}}},
		{`[0-9--4]+`, "3456", [][]string{{"3"}, {"56"}}},
		{`[0-9&&[^4]]+`, "345", [][]string{{"3"}, {"5"}}},
		{`[a-g~~b-h]+`, "abgh", [][]string{{"a"}, {"h"}}},
		{`[x[^xyz]]+`, "axyz", [][]string{{"ax"}}},
		{`[^a-z&&b]+`, "abc", [][]string{{"a"}, {"c"}}},
		{`[\p{Greek}[:digit:]]+`, "αβ7x", [][]string{{"αβ7"}}},
		{`\p{Greek}`, "xα", [][]string{{"α"}}},
		{`\pN+`, "a²3", [][]string{{"²3"}}},
		{`\p{Lowercase_Letter}+|\p{script=han}`, "Ab日", [][]string{{"b"}, {"日"}}},
		{`\P{L}`, "a1", [][]string{{"1"}}},
		{`\p{^L}`, "a1", [][]string{{"1"}}},
		{`[a&&b]`, "ab", nil},
		{`[]a]+`, "x]a", [][]string{{"]a"}}},
		{`[-a]+`, "x-a", [][]string{{"-a"}}},
		{`[[:^alpha:]]+`, "a1é", [][]string{{"1é"}}},
		{`(?x) a [b c] # comment` + "\n d", "abd acd a d", [][]string{{"abd"}, {"acd"}}},
		{`(?x)a\ b`, "a b", [][]string{{"a b"}}},
		{`(?i)a+(?-i)b+`, "aAbB", [][]string{{"aAb"}}},
		{`(?i)K`, "k\u212a", [][]string{{"k"}, {"\u212a"}}},
		{`(?i)[^a]+`, "aAb", [][]string{{"b"}}},
		{`(?i)[k-l]+`, "KL\u212a", [][]string{{"KL\u212a"}}},
		{`(?i)straße`, "STRAẞE", [][]string{{"STRAẞE"}}},
		{`(?m)^\w$`, "a\nb\r\nc", [][]string{{"a"}, {"c"}}},
		{`(?mR)^\w$`, "a\nb\r\nc", [][]string{{"a"}, {"b"}, {"c"}}},
		{`(?mR)^$`, "a\r\n\r\nb", [][]string{{""}}},
		{`(?s)a.b`, "a\nb", [][]string{{"a\nb"}}},
		{`a.b`, "a\nb", nil},
		{`a$`, "a\n", nil},
		{`(?U)a+`, "aa", [][]string{{"a"}, {"a"}}},
		{`(?U)a+?`, "aa", [][]string{{"aa"}}},
		{`(?P<first>\w)(?<rest.1>\w*)`, "abc", [][]string{{"abc", "a", "bc"}}},
		{`\x41\x{42}\u0043\u{44}\U00000045\101`, "ABCDEA", [][]string{{"ABCDEA"}}},
		{`a**`, "aa", [][]string{{"aa"}}},
		{`(?:ab{1,60}){40}c`, strings.Repeat("ab", 40) + "c", [][]string{{strings.Repeat("ab", 40) + "c"}}},
		{`a|ab`, "ab", [][]string{{"a"}}},
		{`a*`, "baac", [][]string{{""}, {"aa"}, {""}}},
		{`é*\b`, "ééx é", [][]string{{""}, {""}, {"é"}}},
		{`(a)|(b)`, "ab", [][]string{{"a", "a", ""}, {"b", "", "b"}}},
		{"", "", [][]string{{""}}},
		// Written for RE2.
		{`[[]`, "a[", [][]string{{"["}}},
		{`{[^}]*}`, "x{y}", [][]string{{"{y}"}}},
		{`a{,2}`, "aa{,2}", [][]string{{"a{,2}"}}},
		{`\Qa.b\E+`, "a.bb axb", [][]string{{"a.b"}}},
		{`\/\-\"\@\_`, `/-"@_`, [][]string{{`/-"@_`}}},
	} {
		if diff := cmp.Diff(tc.want, matchesOf(tc.pattern, tc.text)); diff != "" {
			t.Errorf("%s in %q (-want +got)\n%s", tc.pattern, tc.text, diff)
		}
	}
}

func TestRegexErrors(t *testing.T) {
	for _, pattern := range []string{
		"(", ")", "a)", "*", "+a", "(?", "(?i", "(?P<a", "(?P<1a>x)", "(?P<a>x)(?P<a>y)", "[a", "[z-a]", `\`, `\k`, `\Z`, `\8`, `\é`,
		`\p{Nope}`, `\x{110000}`, `\x4`, "(?=a)", "(?<!a)", "(?i-m-s)", "(?z)", "a{2,1}", "(?i)*", "\xff", "((a{999}){999}){999}",
		strings.Repeat("(", 300) + strings.Repeat(")", 300),
	} {
		if re, err := NewRegex(pattern); err == nil {
			t.Errorf("NewRegex(%q) = %s", pattern, re)
		}
	}
}

func TestRegexFunctions(t *testing.T) {
	re := MustRegex
	for _, tc := range []struct {
		name      string
		got, want any
	}{
		{"matches regex", MatchesRegex("Fabrikam", re("b.*k")), true},
		{"matches regex, folded literal", MatchesRegex("POWERſHELL", re("(?i)powershell")), true},
		{"matches regex, empty", MatchesRegex("", re("")), true},
		{"matches regex, bytes that are no UTF-8", MatchesRegex("a\xff", re("a\ufffd")), true},
		{"matches regex, beyond ASCII", MatchesRegex("xα", re(`\p{Greek}`)), true},
		{"matches regex, beyond ASCII behind a start", MatchesRegex("aα", re(`^a\p{Greek}`)), true},
		{"matches regex, beyond ASCII or a start", MatchesRegex("aα", re(`(^|\p{Greek})$`)), true},
		{"matches regex, alternatives", MatchesRegex("x cmd", re("(?i)^(PWSH|CMD)|cmd$")), true},
		{"extract", Extract(re(`"([^"]+)"`), 1, `run "a b" "c"`), "a b"},
		{"extract the match", Extract(re(`\d+`), 0, "port 443/80"), "443"},
		{"extract nothing", Extract(re(`(\d+)`), 1, "none"), ""},
		{"extract no part", Extract(re(`(a)|b`), 1, "b"), ""},
		{"extract no group", Extract(re(`(a)`), 2, "a"), ""},
		{"replace_regex", ReplaceRegex("ab12cd3", re(`(\d)(\d?)`), `<\2\1\\\0$1>`), `ab<21\12$1>cd<3\3$1>`},
		{"replace_regex, no match", ReplaceRegex("abc", re("x"), "y"), "abc"},
		{"replace_regex, empty matches", ReplaceRegex("ab", re("x*"), "-"), "-a-b-"},
		{"replace_regex, no group", ReplaceRegex("ab", re("a"), `\1`), "b"},
		{"countof", CountOfRegex("ababa", re("aba")), int64(1)},
		{"indexof_regex", IndexOfRegex("éab", re("b")), Some(int64(2))},
		{"indexof_regex, none", IndexOfRegex("éab", re("c")), Some(int64(-1))},
		{"indexof_regex, second", IndexOfRegex("éabcab", re("a."), 1, -1, 2), Some(int64(4))},
		{"indexof_regex, short", IndexOfRegex("éabcab", re("a."), 0, 5, 2), Some(int64(-1))},
		{"indexof_regex, behind", IndexOfRegex("ab", re("a"), 5, -1, 1), Some(int64(-1))},
		{"indexof_regex, before", IndexOfRegex("ab", re("a"), -1, -1, 1), Null[int64]{}},
		{"indexof_regex, bad length", IndexOfRegex("ab", re("a"), 0, -2, 1), Null[int64]{}},
		{"regex_quote in classes", RegexQuote(`a-b&c~d#é "/`), `a\-b\&c\~d\#é "/`},
		{"regex_quote", RegexQuote(`C:\a.exe (x)[1]{2}+*?^$|`), `C:\\a\.exe \(x\)\[1\]\{2\}\+\*\?\^\$\|`},
		{"trim once", Trim(re("x"), "xxaxx"), "xax"},
		{"trim overlapping", Trim(re("x"), "x"), ""},
		{"trim blanks", Trim(re(`\s+`), "\t a b\u00a0\n"), "a b"},
		{"trim none", Trim(re(`\s+`), ""), ""},
		{"trim_start text", TrimStart(re("--"), "--a--"), "a--"},
		{"trim_end text", TrimEnd(re("--"), "--a--"), "--a"},
		{"trim_end run", TrimEnd(re("[.!]*"), "a.b..!"), "a.b"},
		{"trim_end alternatives", TrimEnd(re("b|ab"), "xab"), "x"},
		{"trim_end lazy", TrimEnd(re("a+?"), "baa"), "b"},
		{"trim word edges", Trim(re(`\W*\b`), "«é»"), "é»"},
	} {
		if diff := cmp.Diff(tc.want, tc.got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tc.name, diff)
		}
	}
	if got := re("(?P<a>x)(y)").groupNamed("a"); got != 1 {
		t.Errorf("groupNamed = %d", got)
	}
}

// Every match holds one of the literals that a pattern requires.
func TestRegexRequired(t *testing.T) {
	for pattern, want := range map[string][]string{
		"^(cmd|powershell)+[.]exe?":      {"cmd.ex", "powershell.ex"}, // one behind another ends with one too
		"(?i)a-b":                        {"a-b"},
		"Ab":                             {"Ab"},
		`\s+-((?i)encod?e?d?|e|en|ec)\s`: {"-e"},
		"\ufffda":                        {"a"},
		"(?i)invoke-(web|rest)":          {"invo"}, // k and s have a third letter
		"x[pq]?y":                        {"xpy", "xqy", "xy"},
		"[a-z]x*":                        nil,
		"a|b*":                           nil,
		"(ab){2,3}c":                     {"abc"},
		"a.b":                            {"a"},
		"":                               nil,
		"ab|abc|xabx":                    {"ab"},
		`\bwhoami\b`:                     {"whoami"},
		"(?i)ſ":                          nil,
		"é.":                             {"é"},
	} {
		if diff := cmp.Diff(want, MustRegex(pattern).Required(), cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got)\n%s", pattern, diff)
		}
	}
}

// No text with fewer bytes than a pattern's shortest match matches it, and that one does.
func TestRegexShortest(t *testing.T) {
	for pattern, shortest := range map[string]string{
		"[a-z0-9+/]{3,}=?":     "abc",
		"(ab|c)+d":             "cd",
		`^\\é?$`:               `\`,
		`\bx\b|yz`:             "x",
		"(?i)(ab){2}(c|[^d].)": "ABabc",
		"a{2}?b*.":             "aa-",
		"":                     "",
		"é":                    "é",
		"(a{0}|b)x":            "x",
	} {
		re := MustRegex(pattern)
		if !MatchesRegex(shortest, re) {
			t.Errorf("%s does not match %q", pattern, shortest)
		}
		if n := utf8.RuneCountInString(shortest); re.shortest != n {
			t.Errorf("%s: no match has fewer bytes than %d, want %d", pattern, re.shortest, n)
		}
	}
}

// A text that holds one of the literals that are enough for a pattern matches it, whatever is around and the case of letters.
func TestRegexEnough(t *testing.T) {
	for pattern, want := range map[string][]string{
		`(?i)system32|syswow64|microsoft\.net`: {"system32", "syswow64", "microsoft.net"},
		"(?i)(ab|c)d+(ef)?":                    {"abd", "cd"},
		"(?i)ab|^c|d$|e.|[fg]|h":               {"ab", "h"},
		"ab":                                   nil, // in small letters only
		"1-|2":                                 {"1-", "2"},
		"(?i)a?":                               {""},
		`\ba`:                                  nil,
		"(?i)é":                                nil,
	} {
		re := MustRegex(pattern)
		got := re.Enough()
		if diff := cmp.Diff(want, got, cmpopts.EquateEmpty()); diff != "" {
			t.Errorf("%s (-want +got)\n%s", pattern, diff)
		}
		for _, text := range got {
			for _, around := range []string{text, "xé" + text + "\xff1", strings.ToUpper(text), "a" + text + text} {
				if !MatchesRegex(around, re) {
					t.Errorf("%s does not match %q", pattern, around)
				}
			}
		}
	}
}

// somePattern makes patterns of the syntax that Go's regexp reads in the same way.
func somePattern(t *rapid.T, depth int) string {
	atoms := []string{"a", "b", "ab", "A", "1", "-", ".", `\d`, `\w`, `\W`, `\s`, "[ab]", "[^a-z]", `[\w-]`, "^", "$", `\b`, `\B`, "(?i:aB)", "(?s:.)", "(?m:^)", "(?m:$)", "[[:upper:]]", "é", "[^\\x00-\\x7f]"}
	if depth == 0 {
		return rapid.SampledFrom(atoms).Draw(t, "atom")
	}
	var out strings.Builder
	for range rapid.IntRange(1, 3).Draw(t, "items") {
		switch item := somePattern(t, depth-1); rapid.IntRange(0, 5).Draw(t, "kind") {
		case 0:
			out.WriteString("(" + item + ")")
		case 1:
			out.WriteString("(?:" + item + ")" + rapid.SampledFrom([]string{"*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,2}?"}).Draw(t, "times"))
		case 2:
			out.WriteString("(?:" + item + "|" + somePattern(t, depth-1) + ")")
		default:
			out.WriteString(item)
		}
	}
	return out.String()
}

func TestRegexAgainstGo(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pattern := somePattern(t, 3)
		text := rapid.StringOfN(rapid.SampledFrom([]rune("aabbAB1-_ \n")), 0, 10, -1).Draw(t, "text")
		re, err := NewRegex(pattern)
		if err != nil {
			t.Fatal(err)
		}
		vm, err := newRegexVM(re.tree.root, len(re.tree.names))
		if err != nil {
			t.Fatal(err)
		}
		want := regexp.MustCompile(pattern).FindAllStringSubmatchIndex(text, -1)
		if diff := cmp.Diff(want, re.findAll(text, -1)); diff != "" {
			t.Errorf("%s in %q (-want +got)\n%s", pattern, text, diff)
		}
		if diff := cmp.Diff(want, vm.FindAllStringSubmatchIndex(text, -1)); diff != "" {
			t.Errorf("own engine, %s in %q (-want +got)\n%s", pattern, text, diff)
		}
		for _, enough := range re.Enough() {
			if around := text + strings.ToUpper(enough) + text; !re.match(around) {
				t.Errorf("%s does not match %q", pattern, around)
			}
		}
		if re.match(text) != (want != nil) {
			t.Errorf("%s matches %q = %v", pattern, text, !(want != nil))
		}
		// Without \b all of Unicode goes through Go's engine: hold the other one against it.
		text = strings.NewReplacer("b", "é", "1", "３").Replace(text)
		if got, found := re.match(text), re.matcher(text).FindStringSubmatchIndex(text) != nil; got != found {
			t.Errorf("%s matches %q = %v", pattern, text, got)
		}
		if !re.tree.unicodeEdge {
			if diff := cmp.Diff(re.findAll(text, -1), vm.FindAllStringSubmatchIndex(text, -1)); diff != "" {
				t.Errorf("own engine, %s in %q (-want +got)\n%s", pattern, text, diff)
			}
		}
	})
}

func FuzzRegex(f *testing.F) {
	f.Add(`(?i)(?P<a>[\w.-]+)@[a-z&&[^x]]{2,}\b|\p{L}\<$`, "A.b@cd é")
	f.Add(`(?x) [ a # c`+"\n"+` -z ]`, "q")
	f.Fuzz(func(t *testing.T, pattern, text string) {
		if len(pattern) > 60 || len(text) > 100 {
			return
		}
		re, err := NewRegex(pattern)
		if err != nil {
			return
		}
		re.findAll(text, -1)
		if re.match(text) != (re.matcher(text).FindStringSubmatchIndex(text) != nil) {
			t.Errorf("%q: match and find differ on %q", pattern, text)
		}
		Trim(re, text)
	})
}
