package match

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A comparison is the expression of metavariable-comparison: Python's, of which it takes numbers,
// strings, arithmetic, comparisons, and/or/not, in, int(), str(), len(), abs() and re.match.
type comparison struct {
	expr  ast.Expr
	slots map[string]int
	base  int
	strip bool
}

var (
	reWordOp   = regexp.MustCompile(`\b(and|or|not in|not|in)\b`)
	reInString = regexp.MustCompile(`"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'`)
)

// parseComparison reads the expression with Go's parser, after Python's words and quotes have been
// written as Go's.
func parseComparison(c *condition, vars *variables) (*comparison, error) {
	out := &comparison{slots: map[string]int{}, base: c.base, strip: c.strip}
	text := strings.TrimSpace(c.text)
	var b strings.Builder
	for len(text) > 0 {
		at := reInString.FindStringIndex(text)
		if at == nil {
			b.WriteString(goWords(text))
			break
		}
		b.WriteString(goWords(text[:at[0]]))
		b.WriteString(strconv.Quote(unquotePython(text[at[0]:at[1]])))
		text = text[at[1]:]
	}
	source := reMetaIn.ReplaceAllStringFunc(b.String(), func(name string) string {
		id := holeMeta + name[1:]
		out.slots[id] = vars.slot(name)
		return id
	})
	expr, err := parser.ParseExpr(source)
	if err != nil {
		return nil, fmt.Errorf("reading metavariable-comparison: %q is no expression", clip(c.text))
	}
	out.expr = expr
	return out, nil
}

var reMetaIn = regexp.MustCompile(`\$[A-Z_][A-Z_0-9]*`)

// goWords writes Python's operators as Go's; in is written %, which binds as tightly as is needed for
// its operands, both of them names or strings.
func goWords(text string) string {
	text = strings.ReplaceAll(text, "%", " &^ ")
	text = strings.ReplaceAll(text, "**", " << ")
	text = strings.NewReplacer("[", "list(", "]", ")").Replace(text)
	return reWordOp.ReplaceAllStringFunc(text, func(w string) string {
		return map[string]string{"and": "&&", "or": "||", "not": "!", "in": "%", "not in": "&"}[w]
	})
}

func unquotePython(s string) string {
	body := s[1 : len(s)-1]
	return strings.NewReplacer(`\'`, `'`, `\"`, `"`, `\\`, `\`).Replace(body)
}

// compare evaluates a comparison; what it cannot evaluate does not hold.
func (e *evaluation) compare(c *comparison, env []bound) (holds bool, until int) {
	v := comparing{e: e, c: c, env: env}
	result, ok := v.value(c.expr, 0)
	truth, isBool := result.(bool)
	return ok && isBool && truth, v.until
}

type comparing struct {
	e     *evaluation
	c     *comparison
	env   []bound
	until int
}

// value evaluates to a float64, string, bool or, for lists, []any.
func (v *comparing) value(x ast.Expr, depth int) (any, bool) {
	if depth > 100 {
		return nil, false
	}
	switch x := x.(type) {
	case *ast.ParenExpr:
		return v.value(x.X, depth+1)
	case *ast.BasicLit:
		if x.Kind == token.STRING {
			s, err := strconv.Unquote(x.Value)
			return s, err == nil
		}
		return number(x.Value, 0)
	case *ast.Ident:
		return v.name(x.Name)
	case *ast.UnaryExpr:
		return v.unary(x, depth)
	case *ast.BinaryExpr:
		return v.binary(x, depth)
	case *ast.CallExpr:
		return v.call(x, depth)
	}
	return nil, false
}

func (v *comparing) name(name string) (any, bool) {
	switch name {
	case "True":
		return true, true
	case "False":
		return false, true
	}
	slot, ok := v.c.slots[name]
	if !ok || slot < 0 || slot >= len(v.env) || !v.env[slot].set {
		return nil, false
	}
	b := v.env[slot]
	if b.isText || b.first < 0 {
		return v.literal(b.text, false)
	}
	if n, ok := v.e.arithmetic(b.first, 0); ok {
		return n, true
	}
	value, ok := v.e.facts.constant(b.first, 0)
	if !ok {
		return nil, false
	}
	v.until = max(v.until, value.until)
	return v.literal(value.text, value.number)
}

func (v *comparing) literal(text string, isNumber bool) (any, bool) {
	if v.c.strip {
		text = strings.Trim(text, `"'`+"`")
		isNumber = true
	}
	if isNumber || v.c.base != 0 {
		return number(text, v.c.base)
	}
	return text, true
}

// number reads a number as the languages write it.
func number(text string, base int) (any, bool) {
	text = strings.TrimRight(strings.ReplaceAll(text, "_", ""), "uUlLnN")
	if len(text) > 1 && text[0] == '0' && strings.Trim(text, "01234567") == "" && base == 0 {
		base = 8
	}
	if i, err := strconv.ParseInt(text, base, 64); err == nil {
		return float64(i), true
	}
	f, err := strconv.ParseFloat(strings.TrimRight(text, "fFdD"), 64)
	return f, err == nil
}

func (v *comparing) unary(x *ast.UnaryExpr, depth int) (any, bool) {
	in, ok := v.value(x.X, depth+1)
	if !ok {
		return nil, false
	}
	switch in := in.(type) {
	case bool:
		return !in, x.Op == token.NOT
	case float64:
		if x.Op == token.SUB {
			return -in, true
		}
		return in, x.Op == token.ADD
	}
	return nil, false
}

func (v *comparing) binary(x *ast.BinaryExpr, depth int) (any, bool) {
	left, ok := v.value(x.X, depth+1)
	if l, isBool := left.(bool); ok && isBool && (x.Op == token.LAND && !l || x.Op == token.LOR && l) {
		return l, true
	}
	right, okRight := v.value(x.Y, depth+1)
	if !ok || !okRight {
		return nil, false
	}
	if list, isList := right.([]any); isList {
		_, nested := left.([]any)
		found := !nested && slices.Contains(list, left)
		return found == (x.Op == token.REM), !nested && (x.Op == token.REM || x.Op == token.AND)
	}
	switch l := left.(type) {
	case float64:
		if r, ok := right.(float64); ok {
			return numbers(x.Op, l, r)
		}
	case string:
		if r, ok := right.(string); ok {
			return texts(x.Op, l, r)
		}
	case bool:
		if r, ok := right.(bool); ok && (x.Op == token.LAND || x.Op == token.LOR) {
			return r, true
		}
	}
	return x.Op == token.NEQ, x.Op == token.NEQ || x.Op == token.EQL
}

func numbers(op token.Token, l, r float64) (any, bool) {
	switch op {
	case token.LSS:
		return l < r, true
	case token.LEQ:
		return l <= r, true
	case token.GTR:
		return l > r, true
	case token.GEQ:
		return l >= r, true
	case token.EQL:
		return l == r, true
	case token.NEQ:
		return l != r, true
	case token.ADD:
		return l + r, true
	case token.SUB:
		return l - r, true
	case token.MUL:
		return l * r, true
	case token.QUO:
		return l / r, r != 0
	case token.AND_NOT: // % in Python
		return math.Mod(l, r), r != 0
	case token.SHL: // ** in Python
		return math.Pow(l, r), true
	}
	return nil, false
}

func texts(op token.Token, l, r string) (any, bool) {
	switch op {
	case token.EQL:
		return l == r, true
	case token.NEQ:
		return l != r, true
	case token.LSS:
		return l < r, true
	case token.GTR:
		return l > r, true
	case token.ADD:
		return l + r, len(l)+len(r) < 1<<16
	case token.REM: // in
		return strings.Contains(r, l), true
	case token.AND: // not in
		return !strings.Contains(r, l), true
	}
	return nil, false
}

// list evaluates the elements of a list, none of which is one.
func (v *comparing) list(elements []ast.Expr, depth int) (any, bool) {
	out := make([]any, 0, len(elements))
	for _, e := range elements {
		x, ok := v.value(e, depth+1)
		if _, nested := x.([]any); nested || !ok {
			return nil, false
		}
		out = append(out, x)
	}
	return out, true
}

func (v *comparing) call(x *ast.CallExpr, depth int) (any, bool) {
	if s, ok := x.Fun.(*ast.SelectorExpr); ok {
		return v.method(s, x.Args, depth)
	}
	name, ok := x.Fun.(*ast.Ident)
	if ok && name.Name == "list" {
		return v.list(x.Args, depth)
	}
	if !ok || len(x.Args) == 0 {
		return nil, false
	}
	if size, ok := v.sizing(name.Name, x.Args[0]); ok {
		return size()
	}
	in, ok := v.value(x.Args[0], depth+1)
	if !ok {
		return nil, false
	}
	switch name.Name {
	case "int", "float":
		if s, ok := in.(string); ok {
			return number(strings.TrimSpace(s), v.c.base)
		}
		f, ok := in.(float64)
		return math.Trunc(f), ok
	case "str":
		if f, ok := in.(float64); ok {
			return strconv.FormatFloat(f, 'f', -1, 64), true
		}
		return in, true
	case "len":
		s, ok := in.(string)
		return float64(len(s)), ok
	case "abs":
		f, ok := in.(float64)
		return math.Abs(f), ok
	}
	return nil, false
}

// sizings are our own functions, for C.
var sizings = map[string]bool{"bytes": true, "elements": true, "size": true, "pointers": true}

// sizing evaluates them: what a declared array has room for, the number that an expression is with the macros of the
// file and sizeof, and whether a variable is declared as a pointer, which gives 1 or 0.
func (v *comparing) sizing(name string, arg ast.Expr) (func() (any, bool), bool) {
	id, ok := arg.(*ast.Ident)
	if !ok || !sizings[name] {
		return nil, false
	}
	slot, ok := v.c.slots[id.Name]
	if !ok || slot >= len(v.env) || !v.env[slot].set || v.env[slot].first < 0 {
		return func() (any, bool) { return nil, false }, true
	}
	node := v.env[slot].first
	return func() (any, bool) {
		switch name {
		case "size":
			return v.e.sized(node, &v.until)
		case "pointers":
			return v.e.pointers(node), true
		}
		r, ok := v.e.room(node, 0)
		if name == "bytes" {
			return r.bytes, ok && r.measured
		}
		return r.elements, ok && r.counted
	}, true
}

// method evaluates re.match(PATTERN, TEXT), and strings' own methods.
func (v *comparing) method(s *ast.SelectorExpr, args []ast.Expr, depth int) (any, bool) {
	if id, ok := s.X.(*ast.Ident); ok && id.Name == "re" && len(args) == 2 {
		pattern, ok1 := v.value(args[0], depth+1)
		text, ok2 := v.value(args[1], depth+1)
		p, isText := pattern.(string)
		t, isText2 := text.(string)
		if !ok1 || !ok2 || !isText || !isText2 {
			return nil, false
		}
		compile := anchored
		if s.Sel.Name == "search" {
			compile = func(source string) (*textRegex, error) { return compileRegex(source, false) }
		}
		re, err := compile(p)
		if err != nil {
			return nil, false
		}
		found, err := re.matches(t)
		return found, err == nil
	}
	return nil, false
}

// arithmetic evaluates a numeric expression of the code.
func (e *evaluation) arithmetic(i int32, depth int) (float64, bool) {
	if depth > 50 {
		return 0, false
	}
	n := e.form.Node(i)
	if v, ok := e.facts.constant(i, 0); ok && v.number {
		f, ok := number(v.text, 0)
		if !ok {
			return 0, false
		}
		return f.(float64), true
	}
	args := e.form.List(nil, i)
	if n.Role == syntax.RoleUnary && len(args) == 1 && e.form.Text(i) == "-" {
		f, ok := e.arithmetic(args[0], depth+1)
		return -f, ok
	}
	if n.Role != syntax.RoleBinary || len(args) != 2 {
		return 0, false
	}
	l, ok1 := e.arithmetic(args[0], depth+1)
	r, ok2 := e.arithmetic(args[1], depth+1)
	op := map[string]token.Token{"+": token.ADD, "-": token.SUB, "*": token.MUL, "/": token.QUO, "%": token.AND_NOT, "**": token.SHL}[e.form.Text(i)]
	if !ok1 || !ok2 || op == token.ILLEGAL {
		return 0, false
	}
	v, ok := numbers(op, l, r)
	f, isNumber := v.(float64)
	return f, ok && isNumber
}
