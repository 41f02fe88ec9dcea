package types

import "strconv"

// NameSet hands out unique names: the second x is x1, the third x2. The zero value is empty.
type NameSet struct {
	// Taken tells of names that are taken besides those that were added, if it is not nil.
	Taken func(name string) bool

	suffix map[string]int
}

// Grow makes room for n names in an empty set.
func (s *NameSet) Grow(n int) { s.suffix = make(map[string]int, n) }

// Add returns name, or where that is taken base (name itself if base is "") with the first free number after it.
func (s *NameSet) Add(name, base string) string {
	if s.suffix == nil {
		s.suffix = map[string]int{}
	}
	last, taken := s.last(name)
	if !taken {
		s.suffix[name] = 0
		return name
	}
	if base == "" {
		base = name
	}
	for n := last + 1; ; n++ {
		unique := base + strconv.Itoa(n)
		if _, taken := s.last(unique); !taken {
			s.suffix[name], s.suffix[unique] = n, 0
			return unique
		}
	}
}

// last is the last number behind a name, if the name is taken.
func (s *NameSet) last(name string) (n int, taken bool) {
	n, taken = s.suffix[name]
	return n, taken || s.Taken != nil && s.Taken(name)
}

// Unique renames the columns whose names have occurred before.
func Unique(columns []Column) []Column {
	var names NameSet
	names.Grow(len(columns))
	unique := make([]Column, len(columns))
	for i, c := range columns {
		c.Name = names.Add(c.Name, "")
		unique[i] = c
	}
	return unique
}
