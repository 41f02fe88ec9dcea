// Package useragent has parse_user_agent(). Its results rest on the patterns of the ua-parser project, so they follow the
// version of that library.
package useragent

import (
	"sync"

	"github.com/ua-parser/uap-go/uaparser"

	"github.com/kqlc/kqlc/kql"
)

// parser reads the patterns when the first text is parsed.
var parser = sync.OnceValue(func() *uaparser.Parser {
	p, err := uaparser.New()
	if err != nil {
		panic("useragent: " + err.Error()) // the patterns are part of the library
	}
	return p
})

// Parse is parse_user_agent() for one target: browser, os or device. The bag has Browser (Family, MajorVersion,
// MinorVersion, Patch), OperatingSystem (those and PatchMinor) or Device (Family, Brand, Model); what is unknown is "",
// and an unknown family "Other". Any other target gives null (Kusto: parse-user-agent-function).
func Parse(text, target string) kql.Dynamic {
	return ParseArray(text, kql.DynamicArray([]kql.Dynamic{kql.DynamicString(target)}))
}

// ParseArray is parse_user_agent() for an array of targets.
func ParseArray(text string, targets kql.Dynamic) kql.Dynamic {
	var wanted [len(parts)]bool
	for _, t := range targets.Elements() {
		for i, p := range parts {
			wanted[i] = wanted[i] || kql.EqualFold(t.Text(), p.target)
		}
	}
	var keys []string
	var values []kql.Dynamic
	for i, p := range parts {
		if wanted[i] {
			keys, values = append(keys, p.key), append(values, p.parse(text))
		}
	}
	if keys == nil {
		return kql.Dynamic{}
	}
	return kql.DynamicBag(keys, values)
}

var parts = [...]struct {
	target, key string
	parse       func(text string) kql.Dynamic
}{
	{"browser", "Browser", func(text string) kql.Dynamic {
		b := parser().ParseUserAgent(text)
		return bag("Family", b.Family, "MajorVersion", b.Major, "MinorVersion", b.Minor, "Patch", b.Patch)
	}},
	{"os", "OperatingSystem", func(text string) kql.Dynamic {
		o := parser().ParseOs(text)
		return bag("Family", o.Family, "MajorVersion", o.Major, "MinorVersion", o.Minor, "Patch", o.Patch, "PatchMinor", o.PatchMinor)
	}},
	{"device", "Device", func(text string) kql.Dynamic {
		d := parser().ParseDevice(text)
		return bag("Family", d.Family, "Brand", d.Brand, "Model", d.Model)
	}},
}

func bag(keysAndTexts ...string) kql.Dynamic {
	var keys []string
	var values []kql.Dynamic
	for i := 0; i < len(keysAndTexts); i += 2 {
		keys, values = append(keys, keysAndTexts[i]), append(values, kql.DynamicString(keysAndTexts[i+1]))
	}
	return kql.DynamicBag(keys, values)
}
