package flow

import (
	"math/big"
	"strings"
)

func (c *constants) fold(op string, x, y int32) int32 {
	a, b := c.table[x], c.table[y]
	if op == "==" || op == "===" || op == "!=" || op == "!==" {
		return c.compared(op[0] == '=', a, b)
	}
	if a.kind != b.kind {
		return varying
	}
	switch a.kind {
	case factString:
		if within, ok := asksWithin(op); ok && c.lang.Name == "python" && plain(a) && plain(b) {
			return c.truth(strings.Contains(b.text, a.text) == within)
		}
		if (op == "+" || op == ".") && len(a.text)+len(b.text) < maxConstant {
			return c.id(fact{factString, a.text + b.text})
		}
	case factNumber:
		return c.arithmetic(op, a.text, b.text)
	}
	return varying
}

func (c *constants) compared(equal bool, a, b fact) int32 {
	if a.kind < factString || b.kind < factString || a.kind != b.kind {
		return varying
	}
	same := a.text == b.text
	if a.kind == factWord && !same && !(isBool(a.text) && isBool(b.text)) {
		return varying
	}
	if a.kind == factNumber {
		x, okX := number(a.text)
		y, okY := number(b.text)
		if !okX || !okY {
			return varying
		}
		same = x.Cmp(y) == 0
	}
	return c.truth(same == equal)
}

func isBool(word string) bool {
	return word == "true" || word == "false" || word == "True" || word == "False"
}

func (c *constants) truth(b bool) int32 {
	if b {
		return c.id(fact{factWord, "true"})
	}
	return c.id(fact{factWord, "false"})
}

// arithmetic folds integers; others are left alone, as languages round differently.
func (c *constants) arithmetic(op, x, y string) int32 {
	a, okA := number(x)
	b, okB := number(y)
	if !okA || !okB || a.BitLen() > 40 || b.BitLen() > 40 {
		return varying
	}
	switch op {
	case "<", "<=", ">", ">=":
		order := a.Cmp(b)
		return c.truth(order < 0 && op[0] == '<' || order > 0 && op[0] == '>' || order == 0 && len(op) == 2)
	case "+":
		a.Add(a, b)
	case "-":
		a.Sub(a, b)
	case "*":
		a.Mul(a, b)
	case "%":
		if a.Sign() < 0 || b.Sign() <= 0 {
			return varying
		}
		a.Mod(a, b)
	default:
		return varying
	}
	return c.id(fact{factNumber, a.String()})
}

func number(text string) (*big.Int, bool) {
	text = strings.TrimRight(strings.ReplaceAll(text, "_", ""), "lLuU")
	return new(big.Int).SetString(text, 0)
}

func (c *constants) negated(op string, x int32) int32 {
	f := c.table[x]
	switch op {
	case "!", "not":
		if truth, known := truthOf(f); known {
			return c.truth(!truth)
		}
	case "-":
		if n, ok := number(f.text); ok && f.kind == factNumber {
			return c.id(fact{factNumber, n.Neg(n).String()})
		}
	}
	return varying
}

// quotient folds a division of literals: of integers, where the language cuts off what is behind the point.
func (c *constants) quotient(x, y int32) int32 {
	if c.instrs[x].op != opConst || c.instrs[y].op != opConst || !c.cutsOff() {
		return varying
	}
	a, okA := number(c.table[c.values[x]].text)
	b, okB := number(c.table[c.values[y]].text)
	if !okA || !okB || a.Sign() < 0 || b.Sign() <= 0 || c.table[c.values[x]].kind != factNumber || c.table[c.values[y]].kind != factNumber {
		return varying
	}
	return c.id(fact{factNumber, a.Quo(a, b).String()})
}

func (c *constants) cutsOff() bool {
	switch c.lang.Name {
	case "java", "go", "c", "cpp":
		return true
	}
	return false
}

// asksWithin reports whether an operator asks if its left side is in its right side, or is not.
func asksWithin(op string) (within, ok bool) { return op == "in", op == "in" || op == "not in" }

// plain reports whether a string is the same in all languages, character by character: ASCII without escapes.
func plain(f fact) bool {
	if f.kind != factString {
		return false
	}
	for i := 0; i < len(f.text); i++ {
		if f.text[i] >= 0x80 || f.text[i] < ' ' || f.text[i] == '\\' {
			return false
		}
	}
	return true
}

// field folds the reading of a field: what the field was given, or a character or the length of a string, where
// strings cannot be written to.
func (c *constants) field(i int32, in *instr) int32 {
	base := c.table[c.values[c.args[in.lo]]]
	if plain(base) && c.immutableStrings() {
		if in.text == "length" {
			return c.length(base)
		}
		return c.element(base, fact{factNumber, strings.TrimPrefix(in.text, "[")})
	}
	if in.flags&flagExact != 0 && in.cell >= 0 && !c.aliased(in.cell) {
		return c.read(in.cell)
	}
	return varying
}

func (c *constants) length(s fact) int32 {
	return c.id(fact{factNumber, itoa(len(s.text))})
}

// element folds s[k].
func (c *constants) element(s, k fact) int32 {
	if k.kind != factNumber || !plain(s) || !c.immutableStrings() {
		return varying
	}
	n, ok := number(k.text)
	if !ok || !n.IsInt64() {
		return varying
	}
	at := n.Int64()
	if at < 0 && c.lang.Name == "python" {
		at += int64(len(s.text))
	}
	if at < 0 || at >= int64(len(s.text)) {
		return varying
	}
	kind := factString
	if c.lang.Name == "java" {
		kind = factChar
	}
	return c.id(fact{kind, s.text[at : at+1]})
}

// called folds the calls of string methods that tests on constants are written with.
func (c *constants) called(i int32) int32 {
	args := c.operands(i)
	if args[1] < 0 || c.instrs[i].flags&flagNew != 0 {
		return varying
	}
	callee := &c.instrs[args[1]]
	if callee.op == opUse && callee.cell >= 0 && len(args) == 3 && c.cells[callee.cell].free && c.cells[callee.cell].name == "len" {
		if s := c.table[c.values[args[2]]]; plain(s) {
			return c.length(s)
		}
	}
	if callee.op != opField || args[0] < 0 || !plain(c.table[c.values[args[0]]]) {
		return varying
	}
	s := c.table[c.values[args[0]]]
	switch len(args) {
	case 2:
		return c.property(s, callee.text)
	case 3:
		return c.test(s, callee.text, c.table[c.values[args[2]]])
	}
	return varying
}

// property folds a method of a string that takes nothing.
func (c *constants) property(s fact, method string) int32 {
	switch method {
	case "length":
		return c.length(s)
	case "isEmpty":
		return c.truth(s.text == "")
	case "toLowerCase", "lower":
		return c.id(fact{factString, strings.ToLower(s.text)})
	case "toUpperCase", "upper":
		return c.id(fact{factString, strings.ToUpper(s.text)})
	case "trim", "strip":
		return c.id(fact{factString, strings.TrimSpace(s.text)})
	case "toString":
		return c.id(s)
	}
	return varying
}

// test folds a method of a string that takes one argument.
func (c *constants) test(s fact, method string, arg fact) int32 {
	if method == "charAt" {
		return c.element(s, arg)
	}
	if !plain(arg) {
		return varying
	}
	switch method {
	case "contains", "includes", "__contains__":
		return c.truth(strings.Contains(s.text, arg.text))
	case "startsWith", "startswith":
		return c.truth(strings.HasPrefix(s.text, arg.text))
	case "endsWith", "endswith":
		return c.truth(strings.HasSuffix(s.text, arg.text))
	case "equals":
		return c.truth(s.text == arg.text)
	case "equalsIgnoreCase":
		return c.truth(strings.EqualFold(s.text, arg.text))
	}
	return varying
}
