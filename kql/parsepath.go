package kql

import "strings"

// path has the parts that parse_path() finds.
type path struct {
	scheme, root, directory, directoryName, file, extension, stream string
}

const slashes = `/\`

// splitPath splits a path with slashes of either kind.
func splitPath(text string) (p path) {
	if i := strings.Index(text, "://"); i > 0 && isScheme(text[:i]) {
		p.scheme, text = text[:i], text[i+len("://"):]
	}
	if len(text) > 3 && text[0] == '/' && driveRoot(text[1:]) != "" {
		text = text[1:] // file:///C:/
	}
	p.root = driveRoot(text)
	if rest, long := strings.CutPrefix(text, `\\?\`); long {
		p.root = driveRoot(rest)
	}
	i := strings.LastIndexAny(text, slashes)
	p.file = text[i+1:]
	if i >= 0 {
		p.directory = text[:i]
		p.directoryName = p.directory[strings.LastIndexAny(p.directory, slashes)+1:]
		if i == 0 || p.root != "" && strings.HasSuffix(text[:i+1], p.root) {
			p.directory, p.directoryName = text[:i+1], ""
		}
	} else if p.root != "" {
		p.directory, p.file = p.root, text[len(p.root):]
	}
	p.file, p.stream, _ = strings.Cut(p.file, ":")
	if i := strings.LastIndexByte(p.file, '.'); i >= 0 {
		p.extension = p.file[i+1:]
	}
	return p
}

// driveRoot returns the drive that a path starts with, with the slash behind it.
func driveRoot(text string) string {
	if len(text) < 2 || text[1] != ':' || lowerASCII[text[0]] < 'a' || lowerASCII[text[0]] > 'z' {
		return ""
	}
	if len(text) > 2 && strings.IndexByte(slashes, text[2]) >= 0 {
		return text[:3]
	}
	return text[:2]
}

// isScheme reports whether text can be the scheme of a URL.
func isScheme(text string) bool {
	for i := range len(text) {
		c := lowerASCII[text[i]]
		if ('a' > c || c > 'z') && (i == 0 || ('0' > c || c > '9') && strings.IndexByte("+-.", c) < 0) {
			return false
		}
	}
	return text != ""
}
