package syntax

import (
	"strings"

	grammar "github.com/smacker/go-tree-sitter/python"
)

// Python is Python of any version.
var Python = define(&Language{
	Name:       "python",
	Aliases:    []string{"py", "python2", "python3"},
	Extensions: []string{".py", ".pyi"},
	LSP:        []string{"python"},
	Lexical:    pythonLexical,
	Closers:    pythonClosers,
	Roles:      pythonRoles,
	Outline:    pythonOutline,
}, grammar.GetLanguage())

var pythonLexical = Lexical{
	Spaces:       []string{" ", "\t", "\f"},
	LineComments: []string{"#"},
	Strings: []StringForm{
		pythonString(`"""`, true, true), pythonString(`'''`, true, true),
		pythonString(`"`, false, true), pythonString(`'`, false, true),
		pythonString(`"""`, true, false), pythonString(`'''`, true, false),
		pythonString(`"`, false, false), pythonString(`'`, false, false),
	},
	Operators: []string{
		"==", "!=", "<>", "<=", ">=", "->", ":=", "**", "//", "<<", ">>", "+=", "-=", "*=", "/=", "%=", "@=",
		"&=", "|=", "^=", "**=", "//=", "<<=", ">>=", "...",
	},
	NameStart:    nameBytes("_", false),
	NamePart:     nameBytes("_", true),
	Newline:      NewlineBrackets,
	Continuation: `\`,
}

// pythonString is a form of Python's strings, with holes where an f stands before it. Raw strings need
// no form of their own: there too a backslash keeps a quote from ending the string.
func pythonString(quotes string, multiline, holes bool) StringForm {
	f := StringForm{Open: quotes, Close: quotes, Escape: '\\', Multiline: multiline, Joins: true}
	if holes {
		f.Prefixes = []string{"f", "F", "rf", "rF", "Rf", "RF", "fr", "fR", "Fr", "FR"}
		f.Hole = Hole{Open: "{", Close: "}", Doubled: true, Spec: ":"}
		return f
	}
	f.Prefixes = []string{"", "r", "R", "b", "B", "u", "U", "rb", "rB", "Rb", "RB", "br", "bR", "Br", "BR"}
	return f
}

var pythonClosers = Closers{
	Statements: map[string]string{
		"if": "E : S", "elif": "E : S", "while": "E : S", "else": ": S", "for": "E in E : S", "try": ": S",
		"except": ": S", "finally": ": S", "with": "E : S", "def": "E () : S", "class": "E : S",
		"async": "def E () : S", "import": "E", "from": "E import E", "del": "E", "assert": "E",
		"global": "E", "nonlocal": "E", "@": "E", "case": "E : S",
	},
	Inner: map[string]string{
		"if": "E else E", "for": "E in E", "lambda": ": E", "not": "E", "and": "E", "or": "E", "in": "E", "is": "E",
		"await": "E", "as": "E", "from": "E",
	},
	Turns:           map[string]string{"case =": "", "case .": "", "case ,": "", "case )": ""},
	Modifiers:       []string{"async"},
	Infix:           []string{"and", "or", "in", "is", "if", "else", "for", "as", "import"},
	Body:            "pass",
	ListCommas:      "([{",
	CommaStatements: []string{"import", "from", "global", "nonlocal", "with", "assert"},
	FileLevel: []string{
		"def", "class", "import", "return", "while", "try", "except", "finally", "with", "raise", "del",
		"assert", "global", "pass", "break", "continue", "elif",
	},
	Indented:   true,
	EmptyGroup: true,
}

var pythonRoles = Roles{
	Nodes: map[string]string{
		"expression_statement": "statement", "parenthesized_expression": "paren", "block": "block", "type": "drop",
		"argument_list": "drop", "as_pattern_target": "drop", "with_clause": "drop", "parenthesized_list_splat": "paren",
		"identifier": "name", "integer": "number", "float": "number",
		"attribute":        "member object=object attribute=name",
		"keyword_argument": "keyword name=name value=value", "pair": "pair key=key value=value",
		"augmented_assignment": "assign left=target operator=op right=value",
		"named_expression":     "assign name=target value=value",
		"binary_operator":      "binary left=list operator=op right=list",
		"unary_operator":       "unary operator=op argument=list", "not_operator": "unary 'not'=op argument=list",
		"pattern_list": "tuple", "expression_list": "tuple", "tuple": "tuple", "tuple_pattern": "tuple",
		"list": "list", "list_pattern": "list", "dictionary": "dict",
		"function_definition":      "func 'async'=modifier name=name parameters=params return_type=result body=body type_parameters=typeparams",
		"lambda":                   "func:lambda parameters=params body=body",
		"typed_parameter":          "param type=type _=name",
		"default_parameter":        "param name=name value=value",
		"typed_default_parameter":  "param name=name type=type value=value",
		"list_splat_pattern":       "param '*'=op _=name",
		"dictionary_splat_pattern": "param '**'=op _=name",
		"keyword_separator":        "other '*'=op", "positional_separator": "other '/'=op",
		"raise_statement": "other:tight cause=-", "delete_statement": "other:inner", "try_statement": "other body=body @finally_clause=finally @else_clause=else",
		"class_definition": "class name=name superclasses=base body=body type_parameters=typeparams",
		"decorator":        "decorator", "return_statement": "return",
	},
	Quirks: map[string]func(*former, Node, Slot){
		"string": lowerString, "concatenated_string": lowerConcatenated, "dotted_name": lowerDotted,
		"call": lowerPythonCall, "assignment": lowerPythonAssignment, "subscript": lowerPythonSubscript, "boolean_operator": lowerBoolean,
		"for_statement": lowerPythonFor, "with_statement": lowerWith, "as_pattern": lowerAsPattern, "comparison_operator": lowerComparison, "if_statement": lowerPythonIf,
		"decorated_definition": lowerDecorated, "import_statement": lowerPythonImport, "generator_expression": lowerGenerator,
		"import_from_statement": lowerPythonFrom, "future_import_statement": lowerPythonFrom,
	},
	Extra:  map[string]string{"for": "other left=target right=value body=body alternative=else"},
	Bodies: []string{"body", "consequence"},
	Narrow: narrowComments,
}

func lowerPythonCall(b *former, n Node, slot Slot) {
	i := b.begin(RoleCall, n, slot)
	for c := n.FirstChild(); c.Valid(); c = c.Next() {
		switch {
		case c.Field() == b.lang.Field("function"):
			b.lower(c, SlotCallee)
		case c.IsNamed():
			b.lower(c, SlotNone)
		}
	}
	b.end(i)
}

// lowerGenerator makes a generator that is a call's only argument what it is to Semgrep: a list comprehension,
// without the parentheses, which are the call's.
func lowerGenerator(b *former, n Node, slot Slot) {
	i := len(b.nodes)
	b.other(n, slot)
	if n.Field() != b.lang.Field("arguments") {
		return
	}
	text := strings.TrimSuffix(n.Text()[1:], ")")
	start := n.Start() + 1 + len(text) - len(strings.TrimLeft(text, " \t\r\n"))
	g := &b.nodes[i]
	g.Kind = b.lang.NamedKind("list_comprehension")
	g.start, g.end = uint32(start), uint32(start+len(strings.TrimSpace(text)))
	g.Flags |= FormTrimmed
}

// lowerComparison makes a < b a binary operation; a chain of them stays one of its own.
func lowerComparison(b *former, n Node, slot Slot) {
	operands, op := n.named(), ""
	for c := n.FirstChild(); c.Valid(); c = c.Next() {
		if !c.IsNamed() {
			op += " " + c.Text()
		}
	}
	role := RoleBinary
	if len(operands) != 2 {
		role = RoleOther
	}
	i := b.begin(role, n, slot)
	b.setSide(i, strings.TrimPrefix(op, " "))
	for _, o := range operands {
		b.lower(o, SlotNone)
	}
	b.end(i)
}

// lowerPythonIf nests elif as an if that stands alone in the else.
func lowerPythonIf(b *former, n Node, slot Slot) {
	i := b.begin(RoleIf, n, slot)
	b.lower(n.ChildByFieldName("condition"), SlotCond)
	if body := n.ChildByFieldName("consequence"); body.Valid() {
		b.body(body, SlotBody)
	}
	b.pythonElse(n, n.allByField("alternative"))
	b.end(i)
}

func (b *former) pythonElse(n Node, rest []Node) {
	if len(rest) == 0 || b.depth >= MaxDepth {
		return
	}
	clause := rest[0]
	if clause.KindName() != "elif_clause" {
		if body := clause.ChildByFieldName("body"); body.Valid() {
			b.body(body, SlotElse)
		}
		return
	}
	block := b.begin(RoleBlock, clause, SlotElse)
	b.nodes[block].Flags |= FormImplied
	i := b.begin(RoleIf, clause, SlotNone)
	b.depth++
	b.nodes[i].Kind = n.Kind()
	if cond := clause.ChildByFieldName("condition"); cond.Valid() {
		b.lower(cond, SlotCond)
	}
	if body := clause.ChildByFieldName("consequence"); body.Valid() {
		b.body(body, SlotBody)
	}
	b.pythonElse(n, rest[1:])
	b.widen(i, Span{clause.Start(), n.End()})
	b.depth--
	b.end(i)
	b.end(block)
}

func lowerDecorated(b *former, n Node, slot Slot) {
	outer := b.decorators
	b.decorators = nil
	for _, c := range n.named() {
		if c.KindName() == "decorator" {
			b.decorators = append(b.decorators, c)
			continue
		}
		b.lower(c, slot)
	}
	b.decorators = outer
}

func lowerPythonImport(b *former, n Node, slot Slot) {
	for _, c := range n.named() {
		name, alias := c, Node{}
		if c.KindName() == "aliased_import" {
			name, alias = c.ChildByFieldName("name"), c.ChildByFieldName("alias")
		}
		b.importNode(n, func() { b.lower(name, SlotModule) }, Node{}, alias)
	}
}

func lowerPythonFrom(b *former, n Node, slot Slot) {
	from := n.ChildByFieldName("module_name")
	module := func() {
		if from.Valid() {
			b.leafOrChain(from, SlotModule)
		}
	}
	for _, c := range n.named() {
		if from.Valid() && c.ID() == from.ID() {
			continue
		}
		name, alias := c, Node{}
		if c.KindName() == "aliased_import" {
			name, alias = c.ChildByFieldName("name"), c.ChildByFieldName("alias")
		}
		b.importNode(n, module, name, alias)
	}
}

func (b *former) leafOrChain(n Node, slot Slot) {
	if n.KindName() == "dotted_name" {
		b.lower(n, slot)
		return
	}
	b.leaf(RoleName, n, slot)
}

var pythonOutline = Outline{
	Functions:  []string{"function_definition"},
	Containers: []string{"class_definition"},
	Imports:    []string{"import_statement", "import_from_statement", "future_import_statement"},
	Blocks:     []string{"block"},
	Body:       "body",
	Elided:     "pass",
	Strings:    []string{"string"},
	Comments:   []string{"comment"},
}

// lowerPythonAssignment gives x = y = v two targets, as Semgrep sees it.
func lowerPythonAssignment(b *former, n Node, slot Slot) {
	i := b.begin(RoleAssign, n, slot)
	b.lower(n.ChildByFieldName("left"), SlotTarget)
	if typ := n.ChildByFieldName("type"); typ.Valid() {
		b.lower(typ, SlotType)
	}
	value := n.ChildByFieldName("right")
	for value.Valid() && value.KindName() == "assignment" && !value.ChildByFieldName("type").Valid() {
		b.lower(value.ChildByFieldName("left"), SlotTarget)
		value = value.ChildByFieldName("right")
	}
	if value.Valid() {
		b.lower(value, SlotValue)
	}
	b.end(i)
}

// lowerPythonSubscript keeps slices apart from indices, and joins several indices to a tuple.
func lowerPythonSubscript(b *former, n Node, slot Slot) {
	indices, role := n.allByField("subscript"), RoleIndex
	for _, c := range indices {
		if c.KindName() == "slice" {
			role = RoleOther
		}
	}
	i := b.begin(role, n, slot)
	b.lower(n.ChildByFieldName("value"), SlotObject)
	if len(indices) > 1 && role == RoleIndex {
		t := b.begin(RoleTuple, n, SlotNone)
		b.nodes[t].start, b.nodes[t].end = uint32(indices[0].Start()), uint32(indices[len(indices)-1].End())
		defer b.end(i)
		defer b.end(t)
	} else {
		defer b.end(i)
	}
	for _, c := range indices {
		b.lower(c, SlotNone)
	}
}

// lowerBoolean makes a and b and c one operation of three.
func lowerBoolean(b *former, n Node, slot Slot) {
	op := n.ChildByFieldName("operator")
	i := b.begin(RoleBinary, n, slot)
	if op.Valid() {
		b.setText(i, op.Span())
	}
	var operands []Node
	for {
		operands = append(operands, n.ChildByFieldName("right"))
		left := n.ChildByFieldName("left")
		if !left.Valid() || left.KindName() != "boolean_operator" || left.ChildByFieldName("operator").Text() != op.Text() {
			operands = append(operands, left)
			break
		}
		n = left
	}
	for k := range operands {
		if o := operands[len(operands)-1-k]; o.Valid() {
			b.lower(o, SlotNone)
		}
	}
	b.end(i)
}

// lowerWith nests the items of a with statement.
func lowerWith(b *former, n Node, slot Slot) {
	clause := n.childOfKind("with_clause")
	if !clause.Valid() {
		b.other(n, slot)
		return
	}
	b.withItems(n, clause.named(), slot)
}

func (b *former) withItems(n Node, items []Node, slot Slot) {
	if len(items) == 0 || b.depth >= MaxDepth {
		return
	}
	i := b.begin(RoleOther, n, slot)
	b.nodes[i].start = uint32(items[0].Start())
	b.lower(items[0], SlotValue)
	if len(items) > 1 {
		block := b.begin(RoleBlock, n, SlotBody)
		b.nodes[block].Flags |= FormImplied
		b.depth++
		b.withItems(n, items[1:], SlotNone)
		b.depth--
		b.end(block)
	} else if body := n.ChildByFieldName("body"); body.Valid() {
		b.body(body, SlotBody)
	}
	b.end(i)
}

// lowerPythonFor leaves async out, and ends the loop where its body does: an else is below it and not of it.
func lowerPythonFor(b *former, n Node, slot Slot) {
	i := int32(len(b.nodes))
	b.shaped(b.table.extra["for"], n, slot)
	if body := b.Child(i, SlotBody); body >= 0 {
		b.nodes[i].end = b.nodes[body].end
	}
	for c := n.FirstChild(); c.Valid(); c = c.Next() {
		if c.Text() == "for" {
			b.nodes[i].start = uint32(c.Start())
			return
		}
	}
}

// lowerAsPattern keeps the name that a value is given apart from the value.
func lowerAsPattern(b *former, n Node, slot Slot) {
	all := n.named()
	parent := n.Parent()
	if len(all) != 2 || !parent.Valid() || parent.KindName() != "except_clause" {
		b.other(n, slot)
		return
	}
	b.lower(all[0], slot)
	b.lower(all[1], SlotAlias)
}
