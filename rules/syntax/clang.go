package syntax

import grammar "github.com/smacker/go-tree-sitter/c"

// C is C. Headers of C++ that end in ".h" are taken for it too.
var C = define(&Language{
	Name:       "c",
	Aliases:    []string{},
	Extensions: []string{".c", ".h"},
	LSP:        []string{"c"},
	Lexical:    cLexical,
	Closers:    cClosers,
	Roles:      clangRoles,
	Outline:    cOutline,
}, grammar.GetLanguage())

var cLexical = Lexical{
	Spaces:        []string{" ", "\t", "\v", "\f"},
	LineComments:  []string{"//"},
	BlockComments: []Delimiters{{"/*", "*/"}},
	Strings: []StringForm{
		{Open: `"`, Close: `"`, Prefixes: cPrefixes, Escape: '\\', Joins: true},
		{Open: `'`, Close: `'`, Prefixes: cPrefixes, Escape: '\\', Joins: true},
	},
	Operators:         append([]string{"->", "...", "##"}, cOperators...),
	NameStart:         nameBytes("_$", false),
	NamePart:          nameBytes("_$", true),
	Continuation:      `\`,
	ContinuedComments: true,
	DigitSeparator:    '\'',
}

var cPrefixes = []string{"", "L", "u", "U", "u8"}

// cOperators are the operators that C shares with the languages that took its syntax over.
var cOperators = []string{
	"==", "!=", "<=", ">=", "&&", "||", "++", "--", "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^=",
	"<<", ">>", "<<=", ">>=",
}

var cClosers = Closers{
	Statements: map[string]string{
		"if": "(E) S", "while": "(E) S", "for": "(;~;) S", "do": "S while (E)", "switch": "(E) {}",
		"case": "E :", "default": ":", "else": "S", "goto": "E", "typedef": "E E",
	},
	Inner: map[string]string{"?": "E : E", "struct": "E", "union": "E", "enum": "E", "sizeof": "E", "__attribute__": "((E))"},
	TypeWords: []string{
		"int", "long", "short", "char", "float", "double", "void", "unsigned", "signed", "const", "static",
		"extern", "inline", "volatile",
	},
	Modifiers:       []string{"static", "extern", "inline", "const"},
	Body:            ";",
	Terminator:      ";",
	ListCommas:      "{",
	CommaStatements: []string{"*"},
	Preprocessor:    true,
	TypeKeywords:    []string{"struct", "union", "enum"},
}

var clangRoles = Roles{Nodes: clangNodes, Quirks: clangQuirks, Bodies: []string{"body", "consequence"}, Narrow: narrowParens}

var clangNodes = map[string]string{
	"expression_statement": "statement", "parenthesized_expression": "paren", "compound_statement": "block",
	"declaration_list": "block", "preproc_ifdef": "drop name=-", "preproc_if": "drop condition=-", "preproc_else": "drop", "preproc_elif": "drop condition=-",
	"linkage_specification": "drop value=-", "argument_list": "drop",
	"identifier": "name", "field_identifier": "name", "type_identifier": "name", "primitive_type": "name", "statement_identifier": "name",
	"sized_type_specifier": "name", "number_literal": "number", "namespace_identifier": "name", "this": "name",
	"call_expression":      "call function=callee arguments=*",
	"field_expression":     "member argument=object operator=op field=name",
	"subscript_expression": "index argument=object index=list indices=*",
	"binary_expression":    "binary left=list operator=op right=list", "unary_expression": "unary operator=op argument=list",
	"pointer_expression":    "unary operator=op argument=list",
	"assignment_expression": "assign left=target operator=op right=value",
	"cast_expression":       "cast type=type value=list", "initializer_list": "list", "condition_clause": "drop",
	"initializer_pair": "pair designator=key value=value", "field_designator": "drop",
	"switch_statement": "other:tight condition=cond body=*",
	"return_statement": "return", "if_statement": "if condition=cond consequence=body alternative=else", "else_clause": "drop",
	"qualified_identifier": "member scope=object name=name", "template_function": "drop arguments=-",
	"new_expression": "new type=callee arguments=*", "delete_expression": "other '['=op",
	"using_declaration": "other:tight 'namespace'=op", "catch_clause": "other parameters=params body=body",
	"sizeof_expression": "other:tight value=cond type=type", "do_statement": "other:tight body=body condition=cond",
	"optional_parameter_declaration": "param", "lambda_capture_specifier": "skip",
	"class_specifier": "class name=name @base_class_clause=base body=body", "struct_specifier": "class 'struct'=modifier name=name @base_class_clause=base body=body",
	"base_class_clause": "drop @access_specifier=-", "field_declaration_list": "block", "access_specifier": "skip",
	"virtual_specifier": "skip", "field_initializer_list": "skip",
	"type_qualifier": "modifier", "storage_class_specifier": "modifier", "reference_declarator": "drop",
}

var clangQuirks = map[string]func(*former, Node, Slot){
	"string_literal": lowerString, "raw_string_literal": lowerString, "system_lib_string": lowerSystemInclude, "concatenated_string": lowerConcatenated,
	"declaration": lowerCDeclaration, "field_declaration": lowerCDeclaration, "function_definition": lowerCFunction,
	"parameter_declaration": lowerCParam, "optional_parameter_declaration": lowerCParam, "preproc_include": lowerCInclude,
	"lambda_expression": lowerCLambda, "type_descriptor": lowerCType, "update_expression": lowerUpdate, "case_statement": lowerCase, "null": lowerNull,
	"template_declaration": lowerTemplate,
}

func lowerSystemInclude(b *former, n Node, slot Slot) {
	i := b.begin(RoleString, n, slot)
	b.setText(i, Span{n.Start(), n.End()})
	b.end(i)
}

func lowerCInclude(b *former, n Node, slot Slot) {
	b.importNode(n, func() {
		if path := n.ChildByFieldName("path"); path.Valid() {
			b.lower(path, SlotModule)
		}
	}, Node{}, Node{})
}

// A declarator is what C wraps around the name that it declares.
type declarator struct {
	name, value, function Node
	wrappers              []Node // pointers and arrays, outermost first
}

func unwrapDeclarator(n Node) declarator {
	d := declarator{}
	for n.Valid() {
		switch n.KindName() {
		case "init_declarator":
			d.value = n.ChildByFieldName("value")
		case "pointer_declarator", "array_declarator", "reference_declarator", "abstract_pointer_declarator", "abstract_array_declarator":
			d.wrappers = append(d.wrappers, n)
		case "function_declarator":
			if !d.function.Valid() {
				d.function = n
			}
		case "parenthesized_declarator", "abstract_function_declarator":
		default:
			d.name = n
			return d
		}
		inner := n.ChildByFieldName("declarator")
		if !inner.Valid() && n.KindName() != "abstract_pointer_declarator" {
			if all := n.named(); len(all) > 0 && n.KindName() != "array_declarator" {
				inner = all[len(all)-1]
			}
		}
		n = inner
	}
	return d
}

// cType writes a type with its pointers and arrays around it.
func (b *former) cType(typ Node, wrappers []Node, slot Slot) {
	if !typ.Valid() {
		return
	}
	var opened []int32
	for k := range wrappers {
		w := wrappers[len(wrappers)-1-k]
		at := SlotNone
		if k == 0 {
			at = slot
		}
		i := b.begin(RoleOther, typ, at)
		b.nodes[i].Kind = w.Kind()
		opened = append(opened, i)
		if size := w.ChildByFieldName("size"); size.Valid() {
			b.lower(size, SlotValue)
		}
	}
	if len(opened) == 0 {
		b.lower(typ, slot)
		return
	}
	b.lower(typ, SlotNone)
	for k := range opened {
		b.end(opened[len(opened)-1-k])
	}
}

// lowerCDeclaration makes one declaration of each declarator; a prototype is a function without body.
func lowerCDeclaration(b *former, n Node, slot Slot) {
	declarators, typ := n.allByField("declarator"), n.ChildByFieldName("type")
	if len(declarators) == 0 {
		b.otherDeclaration(n, typ, slot)
		return
	}
	for _, node := range declarators {
		d := unwrapDeclarator(node)
		if d.function.Valid() && !d.value.Valid() {
			b.cFunction(n, n, d, slot)
			continue
		}
		whole := n
		if len(declarators) > 1 {
			whole = node
		}
		i := b.begin(RoleAssign, whole, slot)
		b.nodes[i].Kind = n.Kind()
		b.nodes[i].Flags |= FormDeclaration | FormStatement
		b.cModifiers(n)
		b.cType(typ, d.wrappers, SlotType)
		if d.name.Valid() {
			b.lower(d.name, SlotTarget)
		}
		b.cValue(n, d)
		b.end(i)
	}
}

// cValue writes the value that a declarator is given, as an initialiser or, in C++, as arguments.
func (b *former) cValue(n Node, d declarator) {
	value := d.value
	if !value.Valid() {
		value = n.ChildByFieldName("default_value")
	}
	if !value.Valid() {
		value = n.ChildByFieldName("value")
	}
	if value.Valid() {
		b.lower(value, SlotValue)
	}
}

func (b *former) otherDeclaration(n, typ Node, slot Slot) {
	if typ.Valid() && typ.ChildByFieldName("body").Valid() {
		b.lower(typ, slot)
		return
	}
	b.other(n, slot)
}

func (b *former) cModifiers(n Node) {
	for _, c := range n.named() {
		if k := c.KindName(); k == "type_qualifier" || k == "storage_class_specifier" {
			b.leaf(RoleModifier, c, SlotModifier)
		}
	}
}

func lowerCFunction(b *former, n Node, slot Slot) {
	b.cFunction(n, n, unwrapDeclarator(n.ChildByFieldName("declarator")), slot)
}

func (b *former) cFunction(n, whole Node, d declarator, slot Slot) {
	i := b.begin(RoleFunc, whole, slot)
	b.cModifiers(n)
	if typ := n.ChildByFieldName("type"); typ.Valid() {
		b.cType(typ, d.wrappers, SlotResult)
	}
	if d.name.Valid() {
		b.lower(d.name, SlotName)
	}
	if d.function.Valid() {
		if params := d.function.ChildByFieldName("parameters"); params.Valid() {
			b.lowerParams(params)
		}
	}
	if body := n.ChildByFieldName("body"); body.Valid() {
		b.body(body, SlotBody)
	}
	b.end(i)
}

// lowerNull makes NULL and nullptr the same.
func lowerNull(b *former, n Node, slot Slot) {
	i := b.begin(RoleName, n, slot)
	b.setSide(i, "NULL")
	b.end(i)
}

// lowerTemplate lowers what is declared; its range starts at the parameters, as in Semgrep.
func lowerTemplate(b *former, n Node, slot Slot) {
	first := int32(len(b.nodes))
	params := n.ChildByFieldName("parameters")
	for _, c := range n.named() {
		if !params.Valid() || c.ID() != params.ID() {
			b.lower(c, slot)
		}
	}
	if params.Valid() && first < int32(len(b.nodes)) {
		b.nodes[first].start = uint32(params.Start())
	}
}

// lowerCType lowers a type as it stands in a cast.
func lowerCType(b *former, n Node, slot Slot) {
	d := declarator{}
	if inner := n.ChildByFieldName("declarator"); inner.Valid() {
		d = unwrapDeclarator(inner)
	}
	b.cType(n.ChildByFieldName("type"), d.wrappers, slot)
}

func lowerCLambda(b *former, n Node, slot Slot) {
	i := b.begin(RoleFunc, n, slot)
	b.nodes[i].Flags |= FormLambda
	if d := n.ChildByFieldName("declarator"); d.Valid() {
		if params := d.ChildByFieldName("parameters"); params.Valid() {
			b.lowerParams(params)
		}
	}
	if body := n.ChildByFieldName("body"); body.Valid() {
		b.body(body, SlotBody)
	}
	b.end(i)
}

func lowerCParam(b *former, n Node, slot Slot) {
	i := b.begin(RoleParam, n, slot)
	d := unwrapDeclarator(n.ChildByFieldName("declarator"))
	b.cModifiers(n)
	b.cType(n.ChildByFieldName("type"), d.wrappers, SlotType)
	if d.name.Valid() {
		b.lower(d.name, SlotName)
	}
	b.cValue(n, d)
	b.end(i)
}

var cOutline = Outline{
	Functions:  []string{"function_definition"},
	Containers: []string{"struct_specifier", "union_specifier", "enum_specifier"},
	Imports:    []string{"preproc_include"},
	Blocks:     []string{"compound_statement"},
	Body:       "body",
	Elided:     "{}",
	Strings:    []string{"string_literal", "char_literal", "system_lib_string"},
	Comments:   []string{"comment"},
}
