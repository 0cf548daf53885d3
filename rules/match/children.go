package match

import (
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// children matches the places of a node, then its list.
func (m *machine) children(p *pnode, c int32, k next) bool {
	if !m.fits(p, c) {
		return false
	}
	return m.places(p, c, 0, func() bool { return m.list(p, c, k) })
}

// optional are the places that code may fill although the pattern does not speak of them.
func optional(s syntax.Slot, role syntax.Role) bool {
	switch s {
	case syntax.SlotType, syntax.SlotResult, syntax.SlotDecorator, syntax.SlotModifier, syntax.SlotBase, syntax.SlotTypeParams,
		syntax.SlotInterface, syntax.SlotThrows, syntax.SlotElse, syntax.SlotInit, syntax.SlotReceiver:
		return true
	case syntax.SlotValue:
		return role == syntax.RoleParam
	case syntax.SlotName:
		return role == syntax.RoleFunc
	case syntax.SlotBody:
		return role == syntax.RoleOther
	}
	return false
}

// fits reports whether the code fills only places that the pattern has or may leave open.
func (m *machine) fits(p *pnode, c int32) bool {
	for i := m.form.First(c); i >= 0; i = m.form.Next(i) {
		s := m.form.Node(i).Slot
		if s == syntax.SlotNone || optional(s, p.role) || p.place(s) != nil {
			continue
		}
		if p.role == syntax.RoleOther && m.form.Node(i).Role == syntax.RoleModifier {
			continue
		}
		return false
	}
	return true
}

// places matches the pattern's children in places, from the at-th on.
func (m *machine) places(p *pnode, c int32, at int, k next) bool {
	if at == len(p.places) {
		return k()
	}
	q := p.places[at]
	rest := func() bool { return m.places(p, c, at+1, k) }
	for i := m.form.First(c); i >= 0; i = m.form.Next(i) {
		n := m.form.Node(i)
		if n.Slot != q.slot {
			continue
		}
		if q.pop == popMeta && n.Role == syntax.RoleTuple && m.lang.KindName(p.kind) == "range_clause" {
			return false
		}
		if q.slot == syntax.SlotBody && q.pop == popNode && n.Role == syntax.RoleBlock && q.role == syntax.RoleBlock {
			if n.Flags&syntax.FormImplied != 0 && q.flags&syntax.FormImplied == 0 && p.role == syntax.RoleOther && m.blockDiffers(p) {
				return false
			}
			if p.role == syntax.RoleClass {
				return m.members(q, i, rest)
			}
			return m.block(q, i, rest)
		}
		if m.match(q, i, rest) {
			return true
		}
		if !many(q.slot) {
			return false
		}
	}
	if q.pop == popMeta && m.lang.KindName(p.kind) == "catch_clause" {
		return rest()
	}
	// A decorator's, modifier's or base's dots stand for none as well.
	return (q.pop == popDots || q.pop == popMetas && m.env[max(q.variable, 0)].set == false) && rest()
}

// blockDiffers says that a loop's body in braces is not one without.
func (m *machine) blockDiffers(p *pnode) bool {
	kind := m.lang.KindName(p.kind)
	return kind == "while_statement" || kind == "do_statement"
}

// many says which places hold several nodes, in any order.
func many(s syntax.Slot) bool {
	switch s {
	case syntax.SlotDecorator, syntax.SlotModifier, syntax.SlotBase, syntax.SlotInterface, syntax.SlotThrows, syntax.SlotResult, syntax.SlotReceiver, syntax.SlotCatch, syntax.SlotTarget:
		return true
	}
	return false
}

// withoutAsync drops what an anonymous function's pattern says of async, which Semgrep does not ask of
// the code.
func withoutAsync(ps []*pnode) []*pnode {
	return slices.DeleteFunc(slices.Clone(ps), func(q *pnode) bool { return q.role == syntax.RoleModifier && q.text == "async" })
}

// list matches the children without a place.
func (m *machine) list(p *pnode, c int32, k next) bool {
	var buffer [16]int32
	items := m.form.List(buffer[:0], c)
	switch p.role {
	case syntax.RoleCall, syntax.RoleNew:
		return m.arguments(p.list, items, k)
	case syntax.RoleOther:
		if kind := m.lang.KindName(p.kind); kind == "set" && !hasMetas(p.list) {
			return m.unordered(p.list, items, false, k)
		} else if kind == "delete_statement" && len(items) == 1 && m.form.Node(items[0]).Role == syntax.RoleTuple {
			return false
		}
		if kind := m.lang.KindName(p.kind); kind == "catch_clause" && len(p.list) == 0 && m.lang.Name == "cpp" {
			return k()
		} else if strings.HasPrefix(kind, "try_") && len(items) > len(p.list) && !hasDots(p.list) {
			items = items[:len(p.list)]
		} else if kind == "jsx_element" {
			return m.unordered(p.list, items, true, k)
		}
	case syntax.RoleDict:
		if !hasMetas(p.list) {
			return m.unordered(p.list, items, isJS(m.lang), k)
		}
	case syntax.RoleReturn:
		if len(p.list) == 1 && p.list[0].pop == popDots {
			return k()
		}
	case syntax.RoleDecorator:
		return m.decorator(p, items, k)
	}
	return m.sequence(p.list, items, k)
}

func hasMetas(ps []*pnode) bool {
	for _, p := range ps {
		if p.pop == popMetas {
			return true
		}
	}
	return false
}

// decorator matches @d(...) against @d too.
func (m *machine) decorator(p *pnode, items []int32, k next) bool {
	if len(p.list) == 1 && len(items) == 1 && p.list[0].role == syntax.RoleCall && p.list[0].pop == popNode &&
		m.form.Node(items[0]).Role != syntax.RoleCall && onlyDots(p.list[0].list) {
		if callee := p.list[0].place(syntax.SlotCallee); callee != nil {
			return m.match(callee, items[0], k)
		}
	}
	return m.sequence(p.list, items, k)
}

func onlyDots(ps []*pnode) bool { return len(ps) == 1 && ps[0].pop == popDots }

// sequence matches patterns against nodes in order; dots stand for any number of nodes.
func (m *machine) sequence(ps []*pnode, cs []int32, k next) bool {
	if !m.spend() {
		return false
	}
	if len(ps) == 0 {
		return len(cs) == 0 && k()
	}
	p := ps[0]
	switch p.pop {
	case popDots:
		if len(ps) == 1 {
			return k()
		}
		for i := 0; i <= len(cs); i++ {
			if m.sequence(ps[1:], cs[i:], k) {
				return true
			}
		}
		return false
	case popMetas:
		for i := 0; i <= len(cs); i++ {
			if m.bind(p.variable, m.run(cs[:i]), func() bool { return m.sequence(ps[1:], cs[i:], k) }) {
				return true
			}
		}
		return false
	}
	return len(cs) > 0 && m.match(p, cs[0], func() bool { return m.sequence(ps[1:], cs[1:], k) })
}

// run is the meaning of $...X.
func (m *machine) run(cs []int32) bound {
	if len(cs) == 0 {
		return bound{first: -1, last: -1}
	}
	return bound{first: cs[0], last: cs[len(cs)-1], span: syntax.Span{Start: m.form.Span(cs[0]).Start, End: m.form.Span(cs[len(cs)-1]).End}}
}

// arguments matches the arguments of a call: those with keywords in any order.
func (m *machine) arguments(ps []*pnode, cs []int32, k next) bool {
	keyed := false
	for _, p := range ps {
		keyed = keyed || p.role == syntax.RoleKeyword && p.pop == popNode
	}
	if !keyed {
		return m.withoutKeywords(ps, cs, k)
	}
	var plain, keywords []*pnode
	for _, p := range ps {
		if p.role == syntax.RoleKeyword && p.pop == popNode {
			keywords = append(keywords, p)
		} else {
			plain = append(plain, p)
		}
	}
	return m.keywords(keywords, cs, func(rest []int32) bool { return m.withoutKeywords(plain, rest, k) })
}

// keywords matches each keyword of a pattern with one of the call's and hands on what is left.
func (m *machine) keywords(ps []*pnode, cs []int32, k func([]int32) bool) bool {
	if len(ps) == 0 {
		return k(cs)
	}
	for i, c := range cs {
		if m.form.Node(c).Role != syntax.RoleKeyword {
			continue
		}
		rest := append(append([]int32(nil), cs[:i]...), cs[i+1:]...)
		if m.match(ps[0], c, func() bool { return m.keywords(ps[1:], rest, k) }) {
			return true
		}
	}
	return false
}

// withoutKeywords matches positional arguments. Only dots stand for a keyword argument.
func (m *machine) withoutKeywords(ps []*pnode, cs []int32, k next) bool {
	for _, c := range cs {
		if n := m.form.Node(c); n.Role == syntax.RoleKeyword && !hasDots(ps) {
			return false
		}
	}
	return m.positional(ps, cs, k)
}

func hasDots(ps []*pnode) bool {
	for _, p := range ps {
		if p.pop == popDots || p.pop == popMetas {
			return true
		}
	}
	return false
}

func (m *machine) positional(ps []*pnode, cs []int32, k next) bool {
	if !m.spend() {
		return false
	}
	if len(ps) == 0 {
		return len(cs) == 0 && k()
	}
	p := ps[0]
	if p.pop == popDots || p.pop == popMetas {
		for i := 0; i <= len(cs); i++ {
			rest := func() bool { return m.positional(ps[1:], cs[i:], k) }
			if len(ps) == 1 {
				i = len(cs)
				rest = k
			}
			if p.pop == popDots && rest() || p.pop == popMetas && m.bind(p.variable, m.run(cs[:i]), rest) {
				return true
			}
		}
		return false
	}
	if len(cs) == 0 || m.form.Node(cs[0]).Role == syntax.RoleKeyword {
		return false
	}
	return m.match(p, cs[0], func() bool { return m.positional(ps[1:], cs[1:], k) })
}

// unordered matches the entries of a dictionary in any order; what is left needs dots.
func (m *machine) unordered(ps []*pnode, cs []int32, more bool, k next) bool {
	var wanted []*pnode
	for _, p := range ps {
		if p.pop != popDots {
			wanted = append(wanted, p)
		}
	}
	if len(wanted) > len(cs) || len(wanted) < len(cs) && len(wanted) == len(ps) && !more {
		return false
	}
	return m.anyOrder(wanted, cs, 0, k)
}

func (m *machine) anyOrder(ps []*pnode, cs []int32, used uint64, k next) bool {
	if len(ps) == 0 {
		return k()
	}
	for i, c := range cs {
		if i < 64 && used&(1<<i) != 0 {
			continue
		}
		if m.match(ps[0], c, func() bool { return m.anyOrder(ps[1:], cs, used|1<<min(i, 63), k) }) {
			return true
		}
	}
	return false
}

// members matches the body of a class: its members in any order, and others beside them.
func (m *machine) members(p *pnode, c int32, k next) bool {
	var wanted []*pnode
	for _, q := range p.list {
		if q.pop != popDots {
			wanted = append(wanted, q)
		}
	}
	return m.anyOrder(wanted, m.form.List(nil, c), 0, k)
}

func (m *machine) assign(p *pnode, c int32, n *syntax.FormNode, k next) bool {
	op := m.form.Text(c)
	if op == "=" || op == ":=" || n.Flags&syntax.FormDeclaration != 0 {
		op = ""
	}
	if p.text != op && !(p.flags&syntax.FormDeclaration != 0 && op == "") && !(p.text == "" && isJS(m.lang)) {
		return false
	}
	kind := m.lang.KindName(p.kind)
	if p.flags&syntax.FormDeclaration != 0 && n.Flags&syntax.FormDeclaration == 0 || (kind == "short_var_declaration" || kind == "const_spec") && p.kind != n.Kind {
		return false
	}
	if p.place(syntax.SlotValue) != nil && m.form.Child(c, syntax.SlotValue) < 0 {
		return false
	}
	return m.children(p, c, k)
}

// member matches a.b, and a. ... .b where any calls and members may stand between.
func (m *machine) member(p *pnode, c int32, k next) bool {
	object, name := p.place(syntax.SlotObject), p.place(syntax.SlotName)
	codeName, codeObject := m.form.Child(c, syntax.SlotName), m.form.Child(c, syntax.SlotObject)
	if object == nil || name == nil || codeName < 0 || codeObject < 0 || p.text != m.form.Text(c) && p.text != "." {
		return false
	}
	return m.match(name, codeName, func() bool {
		if inner := object.place(syntax.SlotName); object.pop == popNode && object.role == syntax.RoleMember && inner != nil && inner.pop == popDots {
			return m.chain(object.place(syntax.SlotObject), codeObject, k)
		}
		return m.match(object, codeObject, k)
	})
}

// chain matches what stands left of dots in a chain: the receiver, or the receiver of the receiver.
func (m *machine) chain(p *pnode, c int32, k next) bool {
	for c >= 0 {
		if m.match(p, c, k) {
			return true
		}
		switch m.form.Node(c).Role {
		case syntax.RoleMember:
			c = m.form.Child(c, syntax.SlotObject)
		case syntax.RoleCall:
			c = m.form.Child(c, syntax.SlotCallee)
			if c >= 0 && m.form.Node(c).Role != syntax.RoleMember {
				return false
			}
		default:
			return false
		}
	}
	return false
}

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
