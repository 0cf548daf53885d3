package flow

import "strings"

// factKind is what is known of a value.
type factKind uint8

const (
	factNone    factKind = iota // nothing reaches it
	factVarying                 // not one constant
	factList                    // a list of so many elements; of a call on one, the index that it is about
	factString
	factNumber
	factWord // true, false or null, by its name in the language
	factChar // of languages in which a character is no string
)

// A fact is what a value is known to be.
type fact struct {
	kind factKind
	text string
}

// constants runs constant propagation over one function, with the edges that constant conditions close:
// Wegman and Zadeck's conditional constants, on blocks. It belongs to one goroutine.
type constants struct {
	*function
	*frame
	table   []fact
	ids     map[fact]int32
	values  []int32
	globals map[string]fact
	shared  []string       // names that a nested function writes, sorted
	exposed []int32        // cells that any call may write
	pinned  map[int32]bool // variables whose address is kept somewhere
}

const varying int32 = 1

// constantBudget bounds constant propagation; beyond it nothing is taken for constant.
const constantBudget = 3_000_000

func (f *function) propagate(globals map[string]fact, shared []string) {
	c := &constants{function: f, table: []fact{{}, {kind: factVarying}}, ids: map[fact]int32{{}: 0, {kind: factVarying}: varying},
		values: make([]int32, len(f.instrs)), globals: globals, shared: shared}
	c.frame = newFrame(len(f.cells), c.joined)
	c.expose()
	ins, reached := make([][]entry, len(f.blocks)), make([]bool, len(f.blocks))
	work := newWorklist(f)
	reached[entryBlock] = true
	work.push(entryBlock)
	f.facts, f.dead, f.deadTo = nil, nil, nil
	for {
		b, ok := work.pop()
		if !ok {
			break
		}
		if c.cost += 1 + len(f.blocks[b].instrs); c.cost > constantBudget {
			return
		}
		c.load(ins[b])
		to := func(next int32, state []entry) {
			merged, grew := c.merge(ins[next], state)
			if grew || !reached[next] {
				ins[next], reached[next] = merged, true
				work.push(next)
			}
		}
		c.block(b, to)
		for k, next := range f.blocks[b].succs {
			if c.open(b, k) {
				to(next, c.save())
			}
		}
	}
	c.publish(reached)
}

// publish writes what was found to the function.
func (c *constants) publish(reached []bool) {
	c.facts = make([]fact, len(c.instrs))
	for i, v := range c.values {
		c.facts[i] = c.table[v]
	}
	c.dead, c.deadTo = make([]bool, len(c.blocks)), map[[2]int32]bool{}
	for b := range c.blocks {
		c.dead[b] = !reached[b]
		for k := range c.blocks[b].succs {
			if reached[b] && !c.open(int32(b), k) {
				c.deadTo[[2]int32{int32(b), int32(k)}] = true
			}
		}
	}
}

// open reports whether a block can go on to its k-th successor.
func (c *constants) open(b int32, k int) bool {
	cond := c.blocks[b].cond
	if cond < 0 || len(c.blocks[b].succs) != 2 {
		return true
	}
	truth, known := truthOf(c.table[c.values[cond]])
	return !known || truth == (k == 0)
}

// truthOf returns whether a condition holds that is a word or a number; strings are left alone, as
// languages differ in them.
func truthOf(f fact) (truth, known bool) {
	switch f.kind {
	case factWord:
		switch f.text {
		case "true", "True":
			return true, true
		case "false", "False", "None", "null", "nil", "undefined":
			return false, true
		}
	case factNumber:
		if n, ok := number(f.text); ok {
			return n.Sign() != 0, true
		}
	}
	return false, false
}

func (c *constants) block(b int32, to func(int32, []entry)) {
	h := c.blocks[b].handler
	if h >= 0 {
		to(h, c.save())
	}
	for _, i := range c.blocks[b].instrs {
		c.step(i)
		if op := c.instrs[i].op; h >= 0 && (op == opSet || op == opPut || op == opCall && c.table[c.values[i]].kind == factList) {
			to(h, c.save())
		}
	}
}

func (c *constants) id(f fact) int32 {
	if id, ok := c.ids[f]; ok {
		return id
	}
	id := int32(len(c.table))
	c.table, c.ids[f] = append(c.table, f), id
	return id
}

func (c *constants) joined(a, b int32) int32 {
	switch {
	case a == 0 || a == b:
		return b
	case b == 0:
		return a
	}
	return varying
}

func (c *constants) step(i int32) {
	in := &c.instrs[i]
	v := varying
	switch in.op {
	case opConst:
		v = c.literal(in)
	case opUse:
		v = c.read(in.cell)
	case opField:
		v = c.field(i, in)
	case opJoin:
		v = c.concatenated(i)
	case opBinary:
		args := c.operands(i)
		if v = c.fold(in.text, c.values[args[0]], c.values[args[1]]); v == varying && in.text == "/" {
			v = c.quotient(args[0], args[1])
		}
	case opRecord:
		v = c.recorded(i)
	case opUnary:
		v = c.negated(in.text, c.values[c.operands(i)[0]])
	case opSelect:
		v = c.selected(i)
	case opSet:
		c.write(i)
		return
	case opPut:
		if in.cell >= 0 {
			c.vary(in.cell)
		}
		return
	case opParam:
		if in.cell >= 0 {
			c.set(in.cell, varying)
		}
	case opIndex:
		if args := c.operands(i); len(args) == 2 {
			v = c.element(c.table[c.values[args[0]]], c.table[c.values[args[1]]])
		}
	case opCall:
		v = c.call(i)
	}
	c.values[i] = v
}

// call folds a call, and forgets what it may change.
func (c *constants) call(i int32) int32 {
	if v, ok := c.listed(i); ok {
		return v
	}
	v := c.called(i)
	c.escaped(i)
	return v
}

func (c *constants) literal(in *instr) int32 {
	switch {
	case in.flags&flagExact != 0 && in.flags&flagWord != 0:
		return c.id(fact{factChar, in.text})
	case in.flags&flagNumber != 0:
		return c.id(fact{factNumber, in.text})
	case in.flags&flagWord != 0:
		return c.id(fact{factWord, in.text})
	case in.flags&flagExact != 0:
		return c.id(fact{factString, in.text})
	}
	return varying
}

func (c *constants) read(cell int32) int32 {
	if c.cells[cell].parent < 0 && (contains(c.shared, c.cells[cell].name) || c.pinned[cell]) {
		return varying
	}
	if v := c.cur[cell]; v != 0 {
		return c.named(v)
	}
	if c.cells[cell].free && c.cells[cell].parent < 0 {
		if f, ok := c.globals[c.cells[cell].name]; ok {
			return c.id(f)
		}
	}
	return varying
}

// named returns what is known of a value that has a name: a list may have others by then.
func (c *constants) named(v int32) int32 {
	if c.table[v].kind == factList {
		return varying
	}
	return v
}

func (c *constants) write(i int32) {
	in := &c.instrs[i]
	v := c.args[in.lo]
	value := c.values[v]
	c.values[i] = c.named(value)
	if in.flags&flagWeak != 0 {
		value = c.joined(c.read(in.cell), value)
	}
	for k := c.cells[in.cell].first; k >= 0; k = c.cells[k].next {
		c.vary(k)
	}
	if v = c.behind(v); c.instrs[v].op == opRecord && in.flags&flagWeak == 0 {
		c.record(in.cell, v)
	}
	c.set(in.cell, value)
}

// record gives the parts of a cell the constants of a literal.
func (c *constants) record(cell, v int32) {
	in := &c.instrs[v]
	for k := in.lo; k < in.hi; k++ {
		part := int32(-1)
		if c.keys[k] != "" {
			part = c.child(cell, c.keys[k])
		}
		if part < 0 {
			continue
		}
		c.set(part, c.values[c.args[k]])
		if v := c.behind(c.args[k]); c.instrs[v].op == opRecord {
			c.record(part, v)
		}
	}
}

func (c *constants) vary(cell int32) {
	c.set(cell, varying)
	for k := c.cells[cell].first; k >= 0; k = c.cells[k].next {
		c.vary(k)
	}
}

// expose lists what any call may write: free variables, and the parts of what callers share.
func (c *constants) expose() {
	shared := map[int32]bool{}
	for _, p := range c.params {
		shared[c.instrs[p].cell] = true
	}
	for i := range c.cells {
		root := c.root(int32(i))
		if c.cells[root].free || isSelf(c.cells[root].name) || int32(i) != root && shared[root] {
			c.exposed = append(c.exposed, int32(i))
		}
	}
	c.pin()
}

// pin finds the variables whose address does more than go straight into a call.
func (c *constants) pin() {
	c.pinned = map[int32]bool{}
	straight := map[int32]bool{}
	for _, i := range c.calls {
		for _, a := range c.operands(i) {
			straight[a] = true
		}
	}
	for i := range c.instrs {
		if in := &c.instrs[i]; in.op == opField && in.flags&flagAddress != 0 && in.cell >= 0 && !straight[int32(i)] {
			c.pinned[c.root(in.cell)] = true
		}
	}
}

// aliased reports whether something that a cell is a part of has another name, by which it may be written.
func (c *constants) aliased(cell int32) bool {
	for cell = c.cells[cell].parent; cell >= 0; cell = c.cells[cell].parent {
		if len(c.aliases[cell]) > 0 {
			return true
		}
	}
	return false
}

// escaped forgets what a call may change: the parts of what it is given, and what it is given the
// address of.
func (c *constants) escaped(i int32) {
	for _, cell := range c.exposed {
		if c.cur[cell] != 0 {
			c.set(cell, varying)
		}
	}
	for _, a := range c.operands(i) {
		if a < 0 {
			continue
		}
		in := &c.instrs[a]
		if (in.op != opUse && in.op != opField) || in.cell < 0 {
			continue
		}
		if in.op == opField && in.text == pointee {
			c.vary(in.cell)
			continue
		}
		for k := c.cells[in.cell].first; k >= 0; k = c.cells[k].next {
			c.vary(k)
		}
	}
}

func (c *constants) selected(i int32) int32 {
	args := c.operands(i)
	if truth, known := truthOf(c.table[c.values[args[0]]]); known {
		if truth {
			return c.values[args[1]]
		}
		return c.values[args[2]]
	}
	return c.joined(c.values[args[1]], c.values[args[2]])
}

// concatenated returns the constant of a string with constant parts.
func (c *constants) concatenated(i int32) int32 {
	if c.instrs[i].text != "+" {
		return varying
	}
	var out strings.Builder
	for _, a := range c.operands(i) {
		f := c.table[c.values[a]]
		if f.kind != factString && f.kind != factNumber || out.Len() > maxConstant {
			return varying
		}
		out.WriteString(f.text)
	}
	return c.id(fact{factString, out.String()})
}

const maxConstant = 1 << 14
