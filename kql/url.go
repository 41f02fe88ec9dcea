package kql

import "strings"

// urlParts are the parts of a URL as RFC 3986 divides it, percent signs and all.
type urlParts struct {
	scheme, user, password, host, port, path, query, fragment string
}

func splitURL(text string) (u urlParts) {
	text, u.fragment, _ = strings.Cut(text, "#")
	text, u.query, _ = strings.Cut(text, "?")
	if i := strings.IndexByte(text, ':'); i > 0 && isScheme(text[:i]) {
		u.scheme, text = text[:i], text[i+1:]
	}
	rest, hasAuthority := strings.CutPrefix(text, "//")
	if !hasAuthority {
		u.path = text
		return u
	}
	authority := rest
	if i := strings.IndexByte(rest, '/'); i >= 0 {
		authority, u.path = rest[:i], rest[i:]
	}
	if i := strings.LastIndexByte(authority, '@'); i >= 0 {
		u.user, u.password, _ = strings.Cut(authority[:i], ":")
		authority = authority[i+1:]
	}
	u.host = authority
	if i := strings.LastIndexByte(authority, ':'); i >= 0 && isDigits(authority[i+1:]) {
		u.host, u.port = authority[:i], authority[i+1:]
	}
	return u
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

// queryParameters returns the names and values of a URL's query, in order. The last of several values of a name counts.
func queryParameters(query string) (names, values []string) {
	places := map[string]int{}
	for pair := range strings.SplitSeq(query, "&") {
		name, value, _ := strings.Cut(pair, "=")
		if name == "" {
			continue
		}
		if i, again := places[name]; again {
			values[i] = value
			continue
		}
		places[name] = len(names)
		names, values = append(names, name), append(values, value)
	}
	return names, values
}
