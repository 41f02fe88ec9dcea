package compile

import (
	"bytes"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// bundleFrom is the number of rules of a program from which on they are bundled, rulesBundle the most that one package is
// meant to hold: the more there are, the less code the toolchain compiles twice.
const (
	bundleFrom  = 16
	rulesBundle = 128
)

// mainRules is the most rules that stand in main, which is compiled each time, where they have changed since their bundle was
// built: it takes as long as two or three rules to start the compiler for another package.
const mainRules = 4

// bundles are the packages that hold the rules of a program. They are kept: where few rules of a bundle have changed since, the
// bundle stays as it is, with what these were in it, and they stand in main or, if they are more,
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

// addBundled is addEach for many rules, into packages below root, each of which gives a list of programs: to the compiler
// a name of another package costs far more than a text. The bundle of a rule, and the names in it, depend on the
// rule's name and on how many rules there are: an edit touches one bundle, a rule that is added hardly ever more.
func (t Tree) addBundled(c *Compiler, s start, root string, rules []Package) (*bundles, error) {
	for _, pkg := range rules {
		if err := t.addTables(c, pkg); err != nil {
			return nil, err
		}
	}
	count := uint32(1)
	for count*rulesBundle < uint32(len(rules)) {
		count *= 2
	}
	b := readBundles(root, fmt.Sprintf("%d %s", count, hash(t))) // the types of rules are those of their tables
	all := members(rules, count)
	alone := b.settle(all)
	if err := t.addMain(b, all, alone); err != nil {
		return nil, err
	}
	var imports, lists []byte
	for i, pkg := range b.names() {
		path := ProgramPath + "/" + pkg
		if kept := b.next[pkg].Path; kept != "" {
			path = module + "/" + kept
		} else if err := t.addListed(pkg, slices.DeleteFunc(slices.Clone(all), func(m member) bool { return m.bundle != pkg })...); err != nil {
			return nil, err
		}
		imports = fmt.Appendf(imports, "\t%q\n", path)
		if i > 0 {
			lists = append(lists, ", "...)
		}
		lists = fmt.Appendf(lists, "%s.Programs", pkg)
	}
	t["host/host.go"] = s.host(imports, lists)
	return b, nil
}

// addMain adds main with the order of all rules, and those that are left out of their bundles.
func (t Tree) addMain(b *bundles, all []member, alone map[string]bool) (err error) {
	places := b.places()
	const main = "main"
	lists := append(b.names(), main)
	var imports, order, own, more []byte
	for _, m := range all {
		pkg, at := m.bundle, 0
		switch {
		case !alone[m.mark]:
			at = places[m.mark]
		case len(alone) <= mainRules:
			pkg, at = main, bytes.Count(own, []byte("\n"))
			own = fmt.Appendf(own, "\t&%s,\n", bundled(programName, m.mark))
			t["main/rule_"+m.mark+".go"], err = bundle(main, m.mark, m.rule.Source())
		default:
			pkg = "rule_" + m.mark
			lists = append(lists, pkg)
			imports = fmt.Appendf(imports, "\t%q\n", ProgramPath+"/"+pkg)
			more = fmt.Appendf(more, ", %s.Programs", pkg)
			err = t.addListed(pkg, m)
		}
		if err != nil {
			return err
		}
		order = fmt.Appendf(order, "%d.%d ", slices.Index(lists, pkg), at)
	}
	t["main/main.go"] = hostedMain(imports, order, fmt.Appendf(nil, "[]*kql.Program{\n%s}%s", own, more))
	return nil
}

// addListed adds a package of rules and the list of their programs, by their marks.
func (t Tree) addListed(pkg string, rules ...member) (err error) {
	slices.SortFunc(rules, func(a, b member) int { return strings.Compare(a.mark, b.mark) })
	list := fmt.Appendf(nil, "package %s\n\nimport %q\n\nvar Programs = []*kql.Program{\n", pkg, module+"/kql")
	for _, m := range rules {
		list = fmt.Appendf(list, "\t&%s,\n", bundled(programName, m.mark))
		if t[pkg+"/rule_"+m.mark+".go"], err = bundle(pkg, m.mark, m.rule.Source()); err != nil {
			return err
		}
	}
	t[pkg+"/programs.go"] = append(list, "}\n"...)
	return nil
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

// names are those of all bundles, sorted.
func (b *bundles) names() []string { return slices.Sorted(maps.Keys(b.next)) }

// places are those of rules, by their marks, in the lists of their bundles.
func (b *bundles) places() map[string]int {
	out := map[string]int{}
	for _, bundle := range b.next {
		for i, mark := range slices.Sorted(maps.Keys(bundle.Rules)) {
			out[mark] = i
		}
	}
	return out
}

// has tells whether the sources of a bundle are still there.
func (b *bundles) has(kept keptBundle) bool {
	_, err := os.Stat(filepath.Join(b.root, filepath.FromSlash(kept.Path)))
	return kept.Path != "" && err == nil
}

// trimmed is the folder of trimmed archives, "" where there is none: it takes as long as linking to make them, and pays where a
// program is built again and again.
func (b *bundles) trimmed() string {
	if b == nil {
		return ""
	}
	if _, err := os.Stat(b.trimmedFolder()); err != nil {
		return ""
	}
	return b.trimmedFolder()
}

func (b *bundles) trimmedFolder() string { return filepath.Join(filepath.Dir(b.file), "trimmed") }

// with are the units of a program with the bundles that it uses.
func (b *bundles) with(units []unit) []unit {
	if b == nil {
		return units
	}
	return slices.Concat(b.used, units)
}

// keep keeps the bundles of a program that has been built of units. If it fails they are made again some day. A program that has
// been built again gets a folder for trimmed archives: it may well be once more.
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
	if len(b.used) > 0 {
		os.Mkdir(b.trimmedFolder(), 0o777)
	}
}
