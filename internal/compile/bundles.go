package compile

import (
	"encoding/json"
	"fmt"
	"hash/fnv"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// bundleFrom is the number of rules of a program from which on they are bundled, rulesBundle the most that one package is
// meant to hold: the more there are, the less code the toolchain compiles twice.
const (
	bundleFrom  = 16
	rulesBundle = 64
)

// mainRules is the most rules that stand in main, which is compiled each time, where they have changed since their bundle was
// built: it takes as long as two or three rules to start the compiler for another package.
const mainRules = 4

// bundles are the packages that hold the rules of a program. They are kept: where few rules of a bundle have changed since, the
// bundle stays as it is, with what these were in it, which the linker leaves out, and they stand in main or, if they are more,
// in packages of their own.
type bundles struct {
	root, file string
	// last are those of the last build, next those of this one, by name.
	last, next map[string]keptBundle
	// used are those of the last build that this one takes.
	used []unit
}

// keptBundle is a bundle that has been built.
type keptBundle struct {
	// Path and Imports are those of its unit.
	Path    string
	Imports []string
	// Rules tell of the rules in it, by their marks, what was compiled.
	Rules map[string]string
}

// member is a rule of a program that is bundled.
type member struct {
	bundle, mark string
	rule         *Package
	digest       string // of the rule
}

// addBundled is addEach for many rules, into packages below root. The bundle of a rule, and the names in it, depend on the
// rule's name and on how many rules there are: an edit touches one bundle, a rule that is added hardly ever more.
func (t Tree) addBundled(c *Compiler, root string, rules []Package) (b *bundles, imports, programs []byte, err error) {
	for _, pkg := range rules {
		if err := t.addTables(c, pkg); err != nil {
			return nil, nil, nil, err
		}
	}
	count := uint32(1)
	for count*rulesBundle < uint32(len(rules)) {
		count *= 2
	}
	b = readBundles(root, fmt.Sprintf("%d %s", count, hash(t))) // the types of rules are those of their tables
	all := members(rules, count)
	alone := b.settle(all)
	imported := map[string]string{} // the paths of packages, by their names
	for _, m := range all {
		pkg := m.bundle
		switch {
		case alone[m.mark] && len(alone) <= mainRules:
			programs = fmt.Appendf(programs, "\t%s,\n", bundled(programName, m.mark))
			if t["main/rule_"+m.mark+".go"], err = bundle("main", m.mark, m.rule.Source()); err != nil {
				return nil, nil, nil, err
			}
			continue
		case alone[m.mark]:
			pkg = "rule_" + m.mark
		}
		programs = fmt.Appendf(programs, "\t%s.%s,\n", pkg, bundled(programName, m.mark))
		if kept := b.next[pkg].Path; kept != "" {
			imported[pkg] = module + "/" + kept
			continue
		}
		imported[pkg] = ProgramPath + "/" + pkg
		if t[pkg+"/rule_"+m.mark+".go"], err = bundle(pkg, m.mark, m.rule.Source()); err != nil {
			return nil, nil, nil, err
		}
	}
	for _, pkg := range slices.Sorted(maps.Keys(imported)) {
		imports = fmt.Appendf(imports, "\t%q\n", imported[pkg])
	}
	return b, imports, programs, nil
}

// members gives rules their bundles and marks.
func members(rules []Package, bundles uint32) []member {
	out := make([]member, len(rules))
	used := map[uint32]bool{}
	for i, pkg := range rules {
		h := fnv.New32a()
		h.Write([]byte(pkg.Name))
		sum := h.Sum32()
		for used[sum] {
			sum++ // names may be the same
		}
		used[sum] = true
		out[i] = member{fmt.Sprintf("bundle%d", sum%bundles), fmt.Sprintf("%08x", sum), &rules[i], pkg.digest()}
	}
	return out
}

// readBundles returns the bundles that were kept under a name.
func readBundles(root, name string) *bundles {
	b := &bundles{root: root, next: map[string]keptBundle{}}
	b.file = filepath.Join(root, "run", hash(Tree{"bundles": []byte(name)}), "bundles.json")
	if data, err := os.ReadFile(b.file); err != nil || json.Unmarshal(data, &b.last) != nil {
		b.last = nil // all are made again
	}
	return b
}

// settle tells which bundles of the last build are used, and which of the rules, by their marks, are left out of them.
func (b *bundles) settle(all []member) (alone map[string]bool) {
	rules := map[string]map[string]string{}
	for _, m := range all {
		if rules[m.bundle] == nil {
			rules[m.bundle] = map[string]string{}
		}
		rules[m.bundle][m.mark] = m.digest
	}
	alone = map[string]bool{}
	for name, now := range rules {
		kept := b.last[name]
		var changed []string
		for mark, digest := range now {
			if kept.Rules[mark] != digest {
				changed = append(changed, mark)
			}
		}
		gone := len(kept.Rules) + len(changed) - len(now) // with those that changed
		if max(len(changed), gone) > len(now)/8 || !b.has(kept) {
			b.next[name] = keptBundle{Rules: now}
			continue
		}
		b.next[name] = kept
		b.used = append(b.used, unit{kind: rulesUnit, path: kept.Path, imports: kept.Imports})
		for _, mark := range changed {
			alone[mark] = true
		}
	}
	return alone
}

// has tells whether the sources of a bundle are still there.
func (b *bundles) has(kept keptBundle) bool {
	_, err := os.Stat(filepath.Join(b.root, filepath.FromSlash(kept.Path)))
	return kept.Path != "" && err == nil
}

// with are the units of a program with the bundles that it uses.
func (b *bundles) with(units []unit) []unit {
	if b == nil {
		return units
	}
	return slices.Concat(b.used, units)
}

// keep keeps the bundles of a program that has been built of units. If it fails they are made again some day.
func (b *bundles) keep(units []unit) {
	if b == nil {
		return
	}
	for _, u := range units {
		name := path.Base(u.path)
		if made, ok := b.next[name]; ok && made.Path == "" {
			b.next[name] = keptBundle{u.path, u.imports, made.Rules}
		}
	}
	data, err := json.Marshal(b.next)
	if err != nil {
		panic(err) // texts
	}
	if os.MkdirAll(filepath.Dir(b.file), 0o777) == nil {
		replace(b.file, func(temp string) error { return os.WriteFile(temp, data, 0o666) })
		touch(filepath.Dir(b.file))
	}
}
