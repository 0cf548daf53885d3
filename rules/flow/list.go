package flow

import "strconv"

// Lists are followed element by element where their length is known at each step: a variable that holds a list, that
// nothing else has a name for, and that only the methods below are called on.

// listMethod is what a method does to the elements of a list.
type listMethod uint8

const (
	listReads listMethod = iota + 1
	listAppends
	listRemoves // at an index, or the last one
	listShifts  // the first one
)

// listMethods are the methods of lists by the names of all languages that are followed.
var listMethods = map[string]listMethod{
	"append": listAppends, "add": listAppends, "push": listAppends, "addLast": listAppends,
	"pop": listRemoves, "remove": listRemoves, "removeLast": listRemoves, "shift": listShifts, "removeFirst": listShifts,
	"get": listReads, "size": listReads, "length": listReads, "isEmpty": listReads, "contains": listReads, "includes": listReads,
	"indexOf": listReads, "index": listReads, "count": listReads, "join": listReads, "toString": listReads, "getFirst": listReads,
}

// emptyLists are the constructors of empty lists.
var emptyLists = map[string]bool{"ArrayList": true, "LinkedList": true, "Vector": true, "Array": true, "list": true}

// findLists notes the variables whose lists can be followed.
func (b *builder) findLists() {
	if b.base == 0 || !b.immutableStrings() {
		return // the variables of a file belong to all its functions
	}
	loose, appended := map[int32]bool{}, false
	callees := map[int32]bool{}
	for i := range b.instrs {
		if in := &b.instrs[i]; in.op == opCall && b.args[in.lo+1] >= 0 {
			callees[b.args[in.lo+1]] = true
		}
	}
	for i := range b.instrs {
		for k, a := range b.operands(int32(i)) {
			if a < 0 || b.instrs[a].op != opUse {
				continue
			}
			if c := b.instrs[a].cell; !b.keepsList(int32(i), k, callees) {
				loose[c] = true
			}
		}
		in := &b.instrs[i]
		if (in.op == opPut || in.op == opSet && in.cell >= 0 && b.cells[in.cell].parent >= 0) && in.cell >= 0 && !b.python && b.lang.Name != "java" {
			loose[b.root(in.cell)] = true // what is written to may be a new element
		}
		appended = appended || in.op == opCall && b.listMethodOf(int32(i)) > listReads
	}
	if !appended {
		return
	}
	b.lists = map[int32]bool{}
	for c := range b.cells {
		if cell := &b.cells[c]; cell.parent < 0 && !cell.free && cell.name != "" && !loose[int32(c)] && !b.inner[cell.name] {
			b.lists[int32(c)] = true
		}
	}
}

func (f *shape) immutableStrings() bool {
	switch f.lang.Name {
	case "python", "java", "javascript", "typescript", "tsx":
		return true
	}
	return false
}

// keepsList reports whether an instruction leaves the list in its k-th operand without another name, and its elements
// where they stand or where the method says.
func (f *shape) keepsList(i int32, k int, callees map[int32]bool) bool {
	switch in := &f.instrs[i]; in.op {
	case opCall:
		return k == 0 && f.listMethodOf(i) > 0
	case opField:
		return k == 0 && (callees[i] || isNumbered(in.text) || in.text == "length")
	case opIndex, opElement:
		return k == 0
	case opReturn, opBinary, opUnary:
		return true
	}
	return false
}

func (f *shape) listMethodOf(i int32) listMethod {
	args := f.operands(i)
	if args[0] < 0 || args[1] < 0 || f.instrs[args[1]].op != opField {
		return 0
	}
	return listMethods[f.instrs[args[1]].text]
}

// appendedPart makes a cell for what a call appends to a list, if it does.
func (b *builder) appendedPart(args []int32) {
	if len(args) != 3 || args[0] < 0 || args[1] < 0 || b.instrs[args[1]].op != opField || listMethods[b.instrs[args[1]].text] != listAppends {
		return
	}
	cell := b.cellOf(args[0])
	if cell < 0 || b.cells[cell].parent >= 0 {
		return
	}
	n := 0
	for b.child(cell, b.keyName(itoa(n))) >= 0 {
		n++
	}
	b.part(cell, b.keyName(itoa(n)))
}

// recorded returns what is known of a literal list: how many elements it has.
func (c *constants) recorded(i int32) int32 {
	in := &c.instrs[i]
	for k := in.lo; k < in.hi; k++ {
		if c.keys[k] != c.keyName(itoa(int(k-in.lo))) {
			return varying
		}
	}
	return c.id(fact{factList, itoa(int(in.hi - in.lo))})
}

// listed folds a call on a list whose length is known: the fact of the call is the index where it appends or removes.
// known is false if the call is none on a list that is followed.
func (c *constants) listed(i int32) (value int32, known bool) {
	args := c.operands(i)
	if len(args) == 2 && args[0] < 0 && emptyLists[c.instrs[i].text] {
		return c.id(fact{factList, "0"}), true
	}
	method := c.listMethodOf(i)
	if method == 0 || c.instrs[args[0]].op != opUse || !c.lists[c.instrs[args[0]].cell] {
		return varying, false
	}
	cell := c.instrs[args[0]].cell
	list := c.table[c.cur[cell]]
	if method == listReads || list.kind != factList {
		return varying, false
	}
	n, _ := strconv.Atoi(list.text)
	at, grows := c.listIndex(i, method, n)
	if at < 0 || c.instrs[i].flags&flagWeak != 0 || n > maxKids {
		c.set(cell, varying)
		return varying, true
	}
	c.set(cell, c.id(fact{factList, itoa(n + grows)}))
	return c.id(fact{factList, itoa(at)}), true
}

// listIndex returns where a call on a list of n elements appends or removes, -1 if that is not known.
func (c *constants) listIndex(i int32, method listMethod, n int) (at, grows int) {
	args := c.operands(i)
	given := len(args) - 2
	switch {
	case method == listAppends && given == 1 && c.instrs[args[2]].flags&flagSpread == 0:
		return n, 1
	case method == listShifts && given == 0 && n > 0:
		return 0, -1
	case method == listRemoves && given == 0 && n > 0:
		return n - 1, -1
	case method == listRemoves && given == 1:
		f := c.table[c.values[args[2]]]
		if k, ok := number(f.text); ok && f.kind == factNumber && k.IsInt64() && k.Sign() >= 0 && k.Int64() < int64(n) && c.lang.Name != "javascript" {
			return int(k.Int64()), -1
		}
	}
	return -1, 0
}

// listCall moves the elements of a list after a call that removed one. It reports false if nothing is known of the call.
func (r *run) listCall(i int32) bool {
	if r.facts == nil || r.facts[i].kind != factList {
		return false
	}
	method := r.listMethodOf(i)
	if method != listRemoves && method != listShifts {
		return true
	}
	cell := r.instrs[r.operands(i)[0]].cell
	at, _ := strconv.Atoi(r.facts[i].text)
	for {
		part := r.function.child(cell, r.keyName(itoa(at)))
		if part < 0 {
			return true
		}
		var writes []entry
		r.spread(part, view{kind: viewPlace, cell: cell}.child(r, r.keyName(itoa(at+1))), &writes, 0)
		for _, e := range writes {
			r.set(e.cell, e.value)
		}
		at++
	}
}

// appendTo stores what a call appends to a list. It reports false if the place is not known.
func (r *run) appendTo(i, set int32) bool {
	if r.facts == nil || r.facts[i].kind != factList || r.listMethodOf(i) != listAppends {
		return false
	}
	cell := r.instrs[r.operands(i)[0]].cell
	part := r.function.child(cell, r.keyName(r.facts[i].text))
	if part < 0 {
		return false
	}
	r.clearAndSet(part, set)
	return true
}
