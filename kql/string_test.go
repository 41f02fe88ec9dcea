package kql

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// result is a call with what it should give.
type result struct {
	call      string
	got, want any
}

func check(t *testing.T, results []result) {
	t.Helper()
	for _, r := range results {
		if diff := cmp.Diff(r.want, r.got); diff != "" {
			t.Errorf("%s (-want +got)\n%s", r.call, diff)
		}
	}
}

func TestStringFunctions(t *testing.T) {
	none := Null[int64]{}
	at := func(n int64) Null[int64] { return Some(n) }
	check(t, []result{
		{`strlen("Zoë😀")`, Strlen("Zoë😀"), int64(4)},
		{`strlen of e + accent`, Strlen("e\u0301"), int64(2)},
		{`string_size("Zoë😀")`, StringSize("Zoë😀"), int64(8)},
		{`substring("cmd.exe", 4)`, Substring("cmd.exe", 4), "exe"},
		{`substring("żółw", 1, 2)`, Substring("żółw", 1, 2), "ół"},
		{`substring("cmd", 3)`, Substring("cmd", 3), ""},
		{`substring("cmd", 9, 1)`, Substring("cmd", 9, 1), ""},
		{`substring("cmd", 1, 9)`, Substring("cmd", 1, 9), "md"},
		{`substring("cmd", 1, 0)`, Substring("cmd", 1, 0), ""},
		{`substring("cmd", -2)`, Substring("cmd", -2), "md"},
		{`substring("cmd", -2, 1)`, Substring("cmd", -2, 1), "m"},
		{`substring("cmd", -4, 9)`, Substring("cmd", -4, 9), ""},
		{`indexof("żółw", "w")`, IndexOf("żółw", "w"), at(3)},
		{`indexof("a.b.c", ".", 2)`, IndexOf("a.b.c", ".", 2), at(3)},
		{`indexof("a.b.c", ".", -2)`, IndexOf("a.b.c", ".", -2), at(3)},
		{`indexof("a.b.c", ".", -9)`, IndexOf("a.b.c", ".", -9), at(1)},
		{`indexof("a.b.c", ".", 9)`, IndexOf("a.b.c", ".", 9), at(-1)},
		{`indexof("a.b.c", "b.", 0, 2)`, IndexOf("a.b.c", "b.", 0, 2), at(-1)},
		{`indexof("a.b.c", "b.", 0, 3)`, IndexOf("a.b.c", "b.", 0, 3), at(2)},
		{`indexof("a.b.c", ".", 0, -1, 2)`, IndexOf("a.b.c", ".", 0, -1, 2), at(3)},
		{`indexof("a.b.c", ".", 0, -1, 3)`, IndexOf("a.b.c", ".", 0, -1, 3), at(-1)},
		{`indexof("a.b.c", "")`, IndexOf("a.b.c", ""), none},
		{`indexof("a", "a", 0, -2)`, IndexOf("a", "a", 0, -2), none},
		{`indexof("a", "a", 0, -1, -1)`, IndexOf("a", "a", 0, -1, -1), none},
		{`indexof("A", "a")`, IndexOf("A", "a"), at(-1)},
		{`countof("aaaa", "aa")`, CountOf("aaaa", "aa"), int64(3)},
		{`countof("éé", "é")`, CountOf("éé", "é"), int64(2)},
		{`countof("abc", "B")`, CountOf("abc", "B"), int64(0)},
		{`tolower("ÀΣŽ ß")`, ToLower("ÀΣŽ ß"), "àσž ß"},
		{`toupper("àßǆ")`, ToUpper("àßǆ"), "ÀßǄ"},
		{`reverse("aé😀")`, Reverse("aé😀"), "😀éa"},
		{`reverse of bad bytes`, Reverse("a\xff\xc3b"), "b\xc3\xffa"},
		{`strcat("a", "", "b")`, Strcat("a", "", "b"), "ab"},
		{`strcat_delim("-", "a", "", "b")`, StrcatDelim("-", "a", "", "b"), "a--b"},
		{`strrep("ab", 3)`, Strrep("ab", 3), "ababab"},
		{`strrep("ab", 2, "/")`, Strrep("ab", 2, "/"), "ab/ab"},
		{`strrep("ab", 0)`, Strrep("ab", 0), ""},
		{`strrep("x", 5000)`, Strrep("x", 5000), strings.Repeat("x", 1024)},
		{`strcmp("b", "a")`, Strcmp("b", "a"), int64(1)},
		{`strcmp("Z", "a")`, Strcmp("Z", "a"), int64(-1)},
		{`strcmp("\uffff", "😀")`, Strcmp("\uffff", "😀"), int64(-1)},
		{`replace_string("a.b.c", ".", "")`, ReplaceString("a.b.c", ".", ""), "abc"},
		{`replace_string("aaa", "aa", "b")`, ReplaceString("aaa", "aa", "b"), "ba"},
		{`replace_string("abc", "", "-")`, ReplaceString("abc", "", "-"), "abc"},
		{`translate("abc", "12", "cab!")`, Translate("abc", "12", "cab!"), "212!"},
		{`translate("é", "", "été")`, Translate("é", "", "été"), "t"},
		{`isascii("é")`, IsASCII("é"), false},
		{`isascii("")`, IsASCII(""), true},
		{`isutf8 of bad bytes`, IsUTF8("\xff"), false},
		{`unicode_codepoints_to_string(72, 233)`, UnicodeCodepointsToString(72, 233), "Hé"},
		{`unicode_codepoints_to_string(72, 55296)`, UnicodeCodepointsToString(72, 0xd800), ""},
		{`format_bytes(1023)`, FormatBytes(1023), "1023 Bytes"},
		{`format_bytes(1536, 1)`, FormatBytes(1536, 1), "1.5 KB"},
		{`format_bytes(1536)`, FormatBytes(1536), "2 KB"},
		{`format_bytes(5e9, 2)`, FormatBytes(5e9, 2), "4.66 GB"},
		{`format_bytes(5e9, 2, "MB")`, FormatBytesIn(5e9, 2, "MB"), "4768.37 MB"},
		{`format_bytes(2048, 0, "")`, FormatBytesIn(2048, 0, ""), "2 KB"},
		{`format_bytes(1, 0, "XB")`, FormatBytesIn(1, 0, "XB"), ""},
	})
}
