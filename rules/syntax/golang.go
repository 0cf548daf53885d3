package syntax

import grammar "github.com/smacker/go-tree-sitter/golang"

// Go is Go.
var Go = define(&Language{
	Name:       "go",
	Aliases:    []string{"golang"},
	Extensions: []string{".go"},
	LSP:        []string{"go"},
	Lexical:    goLexical,
	Closers:    goClosers,
	Roles:      golangRoles,
	Outline:    goOutline,
}, grammar.GetLanguage())

var goLexical = Lexical{
	Spaces:        []string{" ", "\t"},
	LineComments:  []string{"//"},
	BlockComments: []Delimiters{{"/*", "*/"}},
	Strings: []StringForm{
		{Open: `"`, Close: `"`, Escape: '\\'},
		{Open: "`", Close: "`", Multiline: true},
		{Open: `'`, Close: `'`, Escape: '\\'},
	},
	Operators: append([]string{":=", "...", "<-", "&^", "&^=", "~="}, cOperators...),
	NameStart: nameBytes("_", false),
	NamePart:  nameBytes("_", true),
	Newline:   NewlineEnds,
}

var goClosers = Closers{
	Statements: map[string]string{
		"package": "E", "import": `""`, "if": "E {}", "for": "{}", "switch": "{}", "select": "{}", "func": "E () {}",
		"type": "E E", "var": "E E", "const": "E = E", "case": "E :", "default": ":", "else": "{}", "go": "E",
		"defer": "E", "goto": "E",
	},
	Inner: map[string]string{
		"func": "() {}", "struct": "{}", "interface": "{}", "map": "[E] E", "chan": "E", "range": "E", "else": "{}",
	},
	Turns: map[string]string{
		"for :=": "; ; {}", "for =": "; ; {}", "for ;": "; {}", "for ,": ":= range E {}", "if ,": ":= E ; E {}", ", =": "E", "type =": "E", "for , =": "range E {}", "if , =": "E ; E {}", "for := range": "E {}", "for = range": "E {}",
		"for range": "E {}", "if :=": "; E {}", "if =": "; E {}", "switch :=": "; {}", "else if": "E {}", "else if :=": "; E {}", "else if ,": ":= E ; E {}",
	},
	ListCommas:      "([{",
	CommaStatements: []string{"*"},
	FileLevel:       []string{"func", "type", "var", "const", "import"},
	Composite:       true,
}

var golangRoles = Roles{
	Nodes: map[string]string{
		"expression_statement": "statement", "parenthesized_expression": "paren", "block": "block", "literal_element": "drop",
		"import_declaration": "drop", "import_spec_list": "drop", "type_declaration": "drop", "var_declaration": "drop", "var_spec_list": "drop", "const_declaration": "drop",
		"parameter_list": "drop", "argument_list": "drop", "type_elem": "drop",
		"identifier": "name", "field_identifier": "name", "type_identifier": "name", "package_identifier": "name", "label_name": "name",
		"int_literal": "number", "float_literal": "number", "imaginary_literal": "number", "blank_identifier": "name",
		"call_expression":     "call function=callee arguments=* type_arguments=-",
		"selector_expression": "member operand=object field=name", "qualified_type": "member package=object name=name",
		"index_expression":  "index operand=object index=list",
		"binary_expression": "binary left=list operator=op right=list", "unary_expression": "unary operator=op operand=list",
		"short_var_declaration": "assign:statement left=target right=value",
		"assignment_statement":  "assign:statement left=target operator=op right=value",
		"composite_literal":     "other type=type body=*", "literal_value": "dict",
		"function_declaration":           "func name=name parameters=params result=result body=body type_parameters=typeparams",
		"method_declaration":             "func receiver=receiver name=name parameters=params result=result body=body",
		"func_literal":                   "func:lambda parameters=params result=result body=body",
		"variadic_parameter_declaration": "param name=name '...'=op type=type",
		"if_statement":                   "if initializer=init condition=cond consequence=body alternative=else",
		"go_statement":                   "other:inner", "defer_statement": "other:inner",
		"expression_switch_statement": "other:tight initializer=init value=cond",
		"return_statement":            "return", "variadic_argument": "other:spread",
		"for_statement": "other body=body", "for_clause": "other initializer=init condition=cond",
	},
	Quirks: map[string]func(*former, Node, Slot){
		"interpreted_string_literal": lowerString, "raw_string_literal": lowerString,
		"expression_list": lowerGoList, "parameter_declaration": lowerGoParam, "import_spec": lowerGoImport,
		"expression_case": lowerCase, "default_case": lowerCase, "type_case": lowerCase, "communication_case": lowerCase,
		"var_spec": lowerGoSpec, "const_spec": lowerGoSpec, "keyed_element": lowerGoKeyed,
	},
	Bodies: []string{"body", "consequence"},
}

// lowerGoList drops the list around a single expression.
func lowerGoList(b *former, n Node, slot Slot) {
	all := n.named()
	if len(all) == 1 {
		b.lower(all[0], slot)
		return
	}
	i := b.begin(RoleTuple, n, slot)
	for _, c := range all {
		b.lower(c, SlotNone)
	}
	b.end(i)
}

// lowerGoParam makes one parameter of each name that shares a type.
func lowerGoParam(b *former, n Node, slot Slot) {
	names, typ := n.allByField("name"), n.ChildByFieldName("type")
	for k := 0; k < max(len(names), 1); k++ {
		i := b.begin(RoleParam, n, slot)
		if k < len(names) {
			b.lower(names[k], SlotName)
		}
		if typ.Valid() {
			b.lower(typ, SlotType)
		}
		b.end(i)
	}
}

func lowerGoImport(b *former, n Node, slot Slot) {
	first := int32(len(b.nodes))
	b.importNode(n, func() {
		if path := n.ChildByFieldName("path"); path.Valid() {
			b.lower(path, SlotModule)
		}
	}, Node{}, n.ChildByFieldName("name"))
	for p := n.Parent(); p.Valid(); p = p.Parent() {
		if p.KindName() == "import_declaration" {
			b.nodes[first].start = uint32(p.Start())
		}
	}
}

// lowerGoSpec makes one declaration of each name of a var or const specification, so far as names and
// values pair up.
func lowerGoSpec(b *former, n Node, slot Slot) {
	names, typ, values := n.allByField("name"), n.ChildByFieldName("type"), []Node(nil)
	if v := n.ChildByFieldName("value"); v.Valid() {
		values = v.named()
	}
	whole := n
	for k, name := range names {
		i := b.begin(RoleAssign, whole, slot)
		b.nodes[i].Kind = n.Kind()
		b.nodes[i].Flags |= FormDeclaration | FormStatement
		b.lower(name, SlotTarget)
		if typ.Valid() {
			b.lower(typ, SlotType)
		}
		switch {
		case len(values) == 1:
			b.lower(values[0], SlotValue)
		case k < len(values):
			b.lower(values[k], SlotValue)
		}
		if k == len(names)-1 && len(values) > len(names) {
			// Not Go, but nothing that stands there may get lost.
			for _, v := range values[len(names):] {
				b.lower(v, SlotNone)
			}
		}
		b.end(i)
	}
}

func lowerGoKeyed(b *former, n Node, slot Slot) {
	i := b.begin(RolePair, n, slot)
	for k, c := range n.named() {
		b.lower(c, []Slot{SlotKey, SlotValue}[min(k, 1)])
	}
	b.end(i)
}

var goOutline = Outline{
	Functions:  []string{"function_declaration", "method_declaration"},
	Closures:   []string{"func_literal"},
	Containers: []string{"struct_type", "interface_type"},
	Imports:    []string{"import_declaration"},
	Blocks:     []string{"block"},
	Body:       "body",
	Elided:     "{}",
	Strings:    []string{"interpreted_string_literal", "raw_string_literal", "rune_literal"},
	Comments:   []string{"comment"},
}
