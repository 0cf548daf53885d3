package syntax

import (
	"fmt"
	"strings"
	"sync"
)

// Roles is a language's table of node roles: what is a call, an argument, an assignment. The key is the
// grammar's name of a kind; the value says its role and where its children go:
//
//	"call":       "call function=callee arguments=*"
//	"assignment": "assign left=target type=type right=value"
//
// After the role stand flags (`:declaration`, `:tight`) and places. A place is FIELD=TO, @KIND=TO for children of a
// kind that fill no field, 'TOKEN'=TO for a keyword, or _=TO for all other named children, which
// otherwise go to the node's list. TO is a slot, `list`, `*` (the child's children go to the list), `params` (they are
// parameters), `param` (the child is one), `op` (part of the text), `modifier`, or `-` (left out). The roles `drop` (the children stand in the node's place), `paren` (the
// same, and its span covers the parentheses), `statement`, `skip` and `block` lower as they say.
type Roles struct {
	Nodes  map[string]string
	Quirks map[string]func(*former, Node, Slot) // kinds whose normal form takes code
	Extra  map[string]string                    // rows that quirks use
	Bodies []string                             // fields that hold a body: always a block in the normal form
	Narrow narrowed                             // what ranges leave out
}

type shape uint8

const (
	shapeNode shape = iota
	shapeLeaf
	shapeDrop
	shapeStatement
	shapeSkip
)

// target is a Slot or one of the constants below.
type target int16

const (
	targetDrop     target = -1
	targetOp       target = -2
	targetSplice   target = -3
	targetModifier target = -4
	targetParams   target = -5
	targetParam    target = -6
)

type roleRow struct {
	role   Role
	shape  shape
	flags  uint8
	trim   uint8
	fields map[Field]target
	kinds  map[Kind]target
	rest   target
	quirk  func(*former, Node, Slot)
	params bool // the quirk writes parameters
}

// target returns where a child goes.
func (r *roleRow) target(c Node) target {
	if f := c.Field(); f != 0 {
		if to, ok := r.fields[f]; ok {
			return to
		}
	}
	if len(r.kinds) > 0 {
		if to, ok := r.kinds[c.Kind()]; ok {
			return to
		}
	}
	if !c.IsNamed() {
		return targetDrop
	}
	return r.rest
}

type roleTable struct {
	rows   []*roleRow
	ops    []bool
	bodies map[Field]bool
	extra  map[string]*roleRow
	// condition is the field of conditions in parentheses.
	condition Field
}

func (t *roleTable) row(k Kind) *roleRow {
	if int(k) < len(t.rows) {
		return t.rows[k]
	}
	return nil
}

func (t *roleTable) operator(k Kind) bool { return int(k) < len(t.ops) && t.ops[k] }

func (t *roleTable) slot(f Field) Slot {
	if f == 0 {
		return SlotNone
	}
	return slotFields + Slot(f)
}

type rolesOnce struct {
	once  sync.Once
	table *roleTable
}

func (l *Language) roleTable() *roleTable {
	l.roles.once.Do(func() { l.roles.table = newRoleTable(l) })
	return l.roles.table
}

func newRoleTable(l *Language) *roleTable {
	t := &roleTable{rows: make([]*roleRow, l.Kinds()), ops: make([]bool, l.Kinds()), bodies: map[Field]bool{}, extra: map[string]*roleRow{}}
	for k := range l.kinds {
		t.ops[k] = !l.kinds[k].named && isOperator(l.kinds[k].name)
	}
	for kind, text := range l.Roles.Nodes {
		if k := l.NamedKind(kind); k != 0 {
			t.rows[k] = parseRole(l, text)
		}
	}
	for name, text := range l.Roles.Extra {
		t.extra[name] = parseRole(l, text)
	}
	for kind, quirk := range l.Roles.Quirks {
		if k := l.NamedKind(kind); k != 0 {
			t.rows[k] = &roleRow{quirk: quirk, params: strings.Contains(kind, "param")}
		}
	}
	for _, name := range l.Roles.Bodies {
		t.bodies[l.Field(name)] = true
	}
	delete(t.bodies, 0)
	t.condition = l.Field("condition")
	return t
}

// isOperator reports whether a token says more than the kind of its node does.
func isOperator(token string) bool {
	return !strings.ContainsAny(token, "(){}[];,:.\"'`\n#@") && strings.Trim(token, "abcdefghijklmnopqrstuvwxyz_") != ""
}

var roleNames = map[string]Role{
	"other": RoleOther, "error": RoleError, "name": RoleName, "member": RoleMember, "index": RoleIndex, "call": RoleCall, "new": RoleNew,
	"keyword": RoleKeyword, "pair": RolePair, "string": RoleString, "template": RoleTemplate, "text": RoleText,
	"number": RoleNumber, "binary": RoleBinary, "unary": RoleUnary, "assign": RoleAssign, "tuple": RoleTuple, "list": RoleList,
	"dict": RoleDict, "block": RoleBlock, "func": RoleFunc, "param": RoleParam, "class": RoleClass, "import": RoleImport,
	"return": RoleReturn, "if": RoleIf, "decorator": RoleDecorator, "modifier": RoleModifier, "cast": RoleCast,
}

var slotNames = map[string]target{
	"list": 0, "object": target(SlotObject), "name": target(SlotName), "callee": target(SlotCallee), "key": target(SlotKey),
	"value": target(SlotValue), "target": target(SlotTarget), "type": target(SlotType), "body": target(SlotBody), "cond": target(SlotCond),
	"else": target(SlotElse), "result": target(SlotResult), "base": target(SlotBase), "interface": target(SlotInterface), "decorator": target(SlotDecorator),
	"module": target(SlotModule), "alias": target(SlotAlias), "init": target(SlotInit), "receiver": target(SlotReceiver),
	"typeparams": target(SlotTypeParams), "throws": target(SlotThrows), "catch": target(SlotCatch), "finally": target(SlotFinally),
	"-": targetDrop, "op": targetOp, "*": targetSplice, "modifier": targetModifier,
	"params": targetParams, "param": targetParam,
}

var roleFlags = map[string]uint8{"declaration": FormDeclaration, "lambda": FormLambda, "spread": FormSpread, "statement": FormStatement}

// The trims of a row: tight ends the node behind its last child, inner starts it at its first as well.
var roleTrims = map[string]uint8{"tight": trimEnd, "inner": trimEnd | trimStart}

const (
	trimEnd = 1 << iota
	trimStart
)

// parseRole reads a row. Tables are part of the program, so a mistake in one is a panic when the
// language is first used.
func parseRole(l *Language, text string) *roleRow {
	words := strings.Fields(text)
	head := strings.Split(words[0], ":")
	r := &roleRow{fields: map[Field]target{}, kinds: map[Kind]target{}}
	switch head[0] {
	case "drop":
		r.shape = shapeDrop
	case "paren":
		r.shape, r.role = shapeDrop, RoleTuple
	case "statement":
		r.shape = shapeStatement
	case "skip":
		r.shape = shapeSkip
	case "name", "number", "text", "modifier":
		r.role, r.shape = roleNames[head[0]], shapeLeaf
	default:
		role, ok := roleNames[head[0]]
		if !ok {
			panic(fmt.Sprintf("%s: no role %q", l.Name, head[0]))
		}
		r.role = role
	}
	for _, flag := range head[1:] {
		r.flags |= roleFlags[flag]
		r.trim |= roleTrims[flag]
	}
	for _, word := range words[1:] {
		r.place(l, word)
	}
	return r
}

func (r *roleRow) place(l *Language, word string) {
	cut := strings.LastIndexByte(word, '=')
	if cut <= 0 {
		panic(fmt.Sprintf("%s: no place %q", l.Name, word))
	}
	from := word[:cut]
	to, ok := slotNames[word[cut+1:]]
	if !ok {
		panic(fmt.Sprintf("%s: no slot in %q", l.Name, word))
	}
	switch {
	case from == "_":
		r.rest = to
	case from[0] == '@':
		r.kinds[l.NamedKind(from[1:])] = to
	case from[0] == '\'':
		r.kinds[l.TokenKind(strings.Trim(from, "'"))] = to
	default:
		r.fields[l.Field(from)] = to
	}
	delete(r.fields, 0)
	delete(r.kinds, 0)
}
