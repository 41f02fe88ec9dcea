package kql

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWindowsArguments(t *testing.T) {
	for _, tc := range []struct {
		line string
		want []string
	}{
		{`tool.exe a "b c"`, []string{"tool.exe", "a", "b c"}},
		{`"C:\Program Files\x.exe"  /q`, []string{`C:\Program Files\x.exe`, "/q"}},
		{`"C:\a b"c d`, []string{`C:\a b`, "c", "d"}},
		{`x a\\b c\"d "e f\\" g`, []string{"x", `a\\b`, `c"d`, `e f\`, "g"}},
		{`x \\\"a\\\\"b c"`, []string{"x", `\"a\\b c`}},
		{`x a"b c"d`, []string{"x", "ab cd"}},
		{`x "a""b c" d`, []string{"x", `a"b`, "c d"}},
		{`x """a b""" c`, []string{"x", `"a`, `b"`, "c"}},
		{`x "" y`, []string{"x", "", "y"}},
		{"x\ta\t", []string{"x", "a"}},
		{" x y", []string{"", "x", "y"}},
		{`x "open`, []string{"x", "open"}},
		{`x end\`, []string{"x", `end\`}},
		{`"open`, []string{"open"}},
		{"", nil},
	} {
		if diff := cmp.Diff(tc.want, windowsArguments(tc.line)); diff != "" {
			t.Errorf("%s (-want +got)\n%s", tc.line, diff)
		}
	}
}

func TestCSVRecord(t *testing.T) {
	for _, tc := range []struct {
		text string
		want []string
	}{
		{`a,b c, d`, []string{"a", "b c", " d"}},
		{`"a,b","c""d",""`, []string{"a,b", `c"d`, ""}},
		{"\"a\nb\",c\r\nd,e", []string{"a\nb", "c"}},
		{"a,\nb", []string{"a", ""}},
		{`a"b",c`, []string{`a"b"`, "c"}},
		{`"a"b,c`, []string{"ab", "c"}},
		{`"a,b`, []string{"a,b"}},
		{",", []string{"", ""}},
		{"", []string{""}},
	} {
		if diff := cmp.Diff(tc.want, csvRecord(tc.text)); diff != "" {
			t.Errorf("%q (-want +got)\n%s", tc.text, diff)
		}
	}
}

func TestSplitPath(t *testing.T) {
	for text, want := range map[string]path{
		`C:\Windows\System32\cmd.exe`:      {root: `C:\`, directory: `C:\Windows\System32`, directoryName: "System32", file: "cmd.exe", extension: "exe"},
		`d:/x/y`:                           {root: "d:/", directory: "d:/x", directoryName: "x", file: "y"},
		`C:\pagefile.sys`:                  {root: `C:\`, directory: `C:\`, file: "pagefile.sys", extension: "sys"},
		`C:notes.txt`:                      {root: "C:", directory: "C:", file: "notes.txt", extension: "txt"},
		`bin\tool`:                         {directory: "bin", directoryName: "bin", file: "tool"},
		`/etc/ssh/sshd_config`:             {directory: "/etc/ssh", directoryName: "ssh", file: "sshd_config"},
		`/vmlinuz`:                         {directory: "/", file: "vmlinuz"},
		`/var/log/`:                        {directory: "/var/log", directoryName: "log"},
		`\\srv\share\a.tar.gz`:             {directory: `\\srv\share`, directoryName: "share", file: "a.tar.gz", extension: "gz"},
		`\\?\C:\long\a.b`:                  {root: `C:\`, directory: `\\?\C:\long`, directoryName: "long", file: "a.b", extension: "b"},
		`file:///C:/x/y.txt:run.ps1`:       {scheme: "file", root: "C:/", directory: "C:/x", directoryName: "x", file: "y.txt", extension: "txt", stream: "run.ps1"},
		`C:\a\b.txt:Zone.Identifier:$DATA`: {root: `C:\`, directory: `C:\a`, directoryName: "a", file: "b.txt", extension: "txt", stream: "Zone.Identifier:$DATA"},
		`.profile`:                         {file: ".profile", extension: "profile"},
		"":                                 {},
	} {
		if diff := cmp.Diff(want, splitPath(text), cmp.AllowUnexported(path{})); diff != "" {
			t.Errorf("%s (-want +got)\n%s", text, diff)
		}
	}
}

func TestSplitURL(t *testing.T) {
	for text, want := range map[string]urlParts{
		"https://bob:p%40ss@example.org:8443/a/b%20c?x=1&y#top": {scheme: "https", user: "bob", password: "p%40ss", host: "example.org", port: "8443", path: "/a/b%20c", query: "x=1&y", fragment: "top"},
		"http://example.org":        {scheme: "http", host: "example.org"},
		"http://example.org?q=a/b":  {scheme: "http", host: "example.org", query: "q=a/b"},
		"ftp://u@h/":                {scheme: "ftp", user: "u", host: "h", path: "/"},
		"http://[2001:db8::1]:80/x": {scheme: "http", host: "[2001:db8::1]", port: "80", path: "/x"},
		"http://[2001:db8::1]/x":    {scheme: "http", host: "[2001:db8::1]", path: "/x"},
		"mailto:a@example.org":      {scheme: "mailto", path: "a@example.org"},
		"example.org/a?b=c":         {path: "example.org/a", query: "b=c"},
		"10.0.0.1:80/a":             {path: "10.0.0.1:80/a"},
		"//h/p":                     {host: "h", path: "/p"},
		"":                          {},
	} {
		if diff := cmp.Diff(want, splitURL(text), cmp.AllowUnexported(urlParts{})); diff != "" {
			t.Errorf("%s (-want +got)\n%s", text, diff)
		}
	}
	names, values := queryParameters("a=1&b&=x&a=2&c=d=e&&f=%41+")
	if diff := cmp.Diff([][]string{{"a", "b", "c", "f"}, {"2", "", "d=e", "%41+"}}, [][]string{names, values}); diff != "" {
		t.Errorf("query (-want +got)\n%s", diff)
	}
}

func TestParseXML(t *testing.T) {
	for text, ok := range map[string]bool{
		`<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><!-- c --><a x="1"><b/></a>`: true,
		"\ufeff <a/> ": true, "<a:b c:d='1'/>": true, "<a>&lt;&#65;</a>": true, "<a><![CDATA[<x>]]></a>": true,
		"": false, "text": false, "<a>": false, "<a></b>": false, "<a/><b/>": false, "<a/>text": false, "<a b></a>": false,
		"<a>&nope;</a>": false, "</a>": false, strings.Repeat("<a>", 300) + strings.Repeat("</a>", 300): false,
		"<a>" + strings.Repeat("x", maxXML) + "</a>": false,
	} {
		if _, got := parseXML(text); got != ok {
			t.Errorf("parseXML(%.80q) = %v", text, got)
		}
	}
}

func FuzzParsers(f *testing.F) {
	f.Add(`\\?\C:\a b\c.d:e "x\\\"" 'y,"z""`)
	f.Add("https://u:p@[::1]:80/?a=b#c")
	f.Add("<a b='c'>d<e/></a>")
	f.Fuzz(func(t *testing.T, text string) {
		p := splitPath(text)
		if p.scheme == "" && !strings.HasSuffix(text, p.stream) {
			t.Errorf("splitPath(%q) = %+v", text, p)
		}
		splitURL(text)
		queryParameters(text)
		windowsArguments(text)
		csvRecord(text)
		parseXML(text)
		URLDecode(text)
		PunycodeToString(text)
		ParseIPv6(text)
	})
}
