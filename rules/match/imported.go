package match

import (
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// imported matches a chain of names against what the code's names stand for through imports.
func (m *machine) imported(p *pnode, c int32, k next) bool {
	for _, path := range m.facts.paths(c) {
		if p.dotted != nil {
			if samePath(p.dotted, path, m.lang) && m.reached(c, k) {
				return true
			}
		} else if m.virtual(p, path, c, k) {
			return true
		}
	}
	return false
}

// samePath compares a pattern's chain with an import's path. The path of a Go or ES module is one
// element, which a pattern may write whole or by its last name.
func samePath(pattern, path []string, lang *syntax.Language) bool {
	if lang.Name == "go" || isJS(lang) {
		if len(path) == 0 || len(pattern) != len(path) {
			return false
		}
		if pattern[0] != path[0] && !(lang.Name == "go" && pattern[0] == goPackage(path[0])) {
			return false
		}
		return strings.Join(pattern[1:], ".") == strings.Join(path[1:], ".")
	}
	if len(pattern) != len(path) {
		return false
	}
	for i := range path {
		if path[i] != pattern[i] {
			return false
		}
	}
	return true
}

// virtual matches a chain with holes against a path, of which only the last name stands in the code.
func (m *machine) virtual(p *pnode, path []string, c int32, k next) bool {
	if p.pop == popMeta && p.typ == nil {
		b := m.node(c)
		b.isText, b.text = true, strings.Join(path, ".")
		return m.bind(p.variable, b, k)
	}
	if p.role == syntax.RoleName && p.pop == popNode {
		return samePath([]string{p.text}, path, m.lang) && k()
	}
	if p.pop != popNode || p.role != syntax.RoleMember || len(path) < 2 {
		return false
	}
	object, name := p.place(syntax.SlotObject), p.place(syntax.SlotName)
	if object == nil || name == nil {
		return false
	}
	last, left, b := path[len(path)-1], c, m.node(c)
	b.isText, b.text = true, last
	if codeName, codeObject := m.form.Child(c, syntax.SlotName), m.form.Child(c, syntax.SlotObject); codeName >= 0 && codeObject >= 0 {
		b, left = m.node(codeName), codeObject
	}
	rest := func() bool { return m.virtual(object, path[:len(path)-1], left, k) }
	switch {
	case name.pop == popMeta:
		return m.bind(name.variable, b, rest)
	case name.pop == popNode && name.text == last:
		return rest()
	}
	return false
}

// importing matches an import: a pattern's module may be a prefix of the code's path.
func (m *machine) importing(p *pnode, c int32, k next) bool {
	if m.lang.Name == "python" {
		return m.pythonImport(p, c, k)
	}
	module, name, alias := p.place(syntax.SlotModule), p.place(syntax.SlotName), p.place(syntax.SlotAlias)
	at := func(s syntax.Slot) int32 { return m.form.Child(c, s) }
	if isJS(m.lang) && module != nil && name == nil && alias == nil && at(syntax.SlotModule) >= 0 {
		// import 'm' stands for any import of it.
		return m.match(module, at(syntax.SlotModule), k)
	}
	if module == nil || at(syntax.SlotModule) < 0 || (name != nil) != (at(syntax.SlotName) >= 0) {
		return false
	}
	return m.match(module, at(syntax.SlotModule), func() bool {
		local := at(syntax.SlotAlias)
		if local < 0 {
			local = at(syntax.SlotName)
		}
		withAlias := func() bool {
			if alias == nil {
				return k()
			}
			return local >= 0 && m.match(alias, local, k)
		}
		if name == nil {
			return withAlias()
		}
		if m.form.Text(at(syntax.SlotName)) == "*" && name.pop != popNode {
			return false
		}
		if name.pop == popMeta && alias == nil && local >= 0 {
			return m.match(name, local, k)
		}
		return m.match(name, at(syntax.SlotName), withAlias)
	})
}

func (m *machine) pythonImport(p *pnode, c int32, k next) bool {
	var want []*pnode
	for _, s := range []syntax.Slot{syntax.SlotModule, syntax.SlotName} {
		if q := p.place(s); q != nil {
			want = append(want, q.parts()...)
		}
	}
	var have []int32
	for _, s := range []syntax.Slot{syntax.SlotModule, syntax.SlotName} {
		if i := m.form.Child(c, s); i >= 0 {
			have = append(have, m.parts(i)...)
		}
	}
	if len(want) > len(have) || len(want) == 0 || m.form.Text(have[len(have)-1]) == "*" {
		return false
	}
	alias := p.place(syntax.SlotAlias)
	rest := func() bool {
		if alias == nil {
			return k()
		}
		local := m.form.Child(c, syntax.SlotAlias)
		return local >= 0 && m.match(alias, local, k)
	}
	return m.sequence(want, have[:len(want)], rest)
}

func (p *pnode) parts() []*pnode {
	if p.pop == popNode && p.role == syntax.RoleMember {
		return append(p.place(syntax.SlotObject).parts(), p.place(syntax.SlotName))
	}
	return []*pnode{p}
}

func (m *machine) parts(i int32) []int32 {
	if m.form.Node(i).Role == syntax.RoleMember {
		return append(m.parts(m.form.Child(i, syntax.SlotObject)), m.form.Child(i, syntax.SlotName))
	}
	return []int32{i}
}
