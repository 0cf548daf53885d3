package match

import (
	"regexp"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// only returns the single child of a node, in any slot.
func (c *patternCompiler) only(i int32) int32 {
	first := c.form.First(i)
	if first >= 0 && c.form.Next(first) < 0 {
		return first
	}
	return -1
}

// hole returns the pattern node of a hole, nil if i is none.
func (c *patternCompiler) hole(i int32) *pnode {
	n := c.form.Node(i)
	if n.Role != syntax.RoleText && n.Parent >= 0 && c.form.Node(n.Parent).Role == syntax.RoleTemplate && (c.form.Text(i) == holeDots || c.form.Text(i) == "...") {
		// Dots between the braces of an f-string: some expression, but one.
		return &pnode{pop: popMeta, variable: -1}
	}
	switch n.Role {
	case syntax.RoleName:
		return c.nameHole(c.form.Text(i))
	case syntax.RoleString:
		return c.stringHole(i)
	case syntax.RoleText:
		return c.fragmentHole(i)
	case syntax.RoleCall:
		if callee := c.form.Child(i, syntax.SlotCallee); callee >= 0 && c.form.Text(callee) == holeDeep && c.form.Node(callee).Role == syntax.RoleName {
			if args := c.form.List(nil, i); len(args) == 1 {
				return &pnode{pop: popDeep, variable: -1, inner: c.node(args[0])}
			}
		}
	case syntax.RoleOther:
		if span := c.form.Span(i); reDefaultDots.MatchString(c.form.Tree().Text()[span.Start:span.End]) {
			return &pnode{pop: popDots, variable: -1}
		}
		if only := c.only(i); only >= 0 && c.form.Text(only) == holeDots && strings.HasPrefix(c.lang.KindName(n.Kind), "enum") {
			return &pnode{pop: popDots, variable: -1}
		}
		if c.form.Text(i) == "..." && n.After == i+1 {
			return &pnode{pop: popDots, variable: -1}
		}
		if c.form.Text(i) == holeDots && n.After == i+1 {
			return &pnode{pop: popDots, variable: -1}
		}
		if only := c.only(i); only >= 0 && (strings.HasPrefix(c.lang.KindName(n.Kind), "dictionary_splat") || c.lang.KindName(n.Kind) == "field_declaration") {
			return sequenceHole(c.hole(only))
		}
	case syntax.RoleParam, syntax.RolePair, syntax.RoleAssign, syntax.RoleKeyword:
		return c.wrappedHole(i)
	}
	return nil
}

// wrappedHole finds the hole in a parameter, pair or declaration that stands for nothing else.
func (c *patternCompiler) wrappedHole(i int32) *pnode {
	if name := c.form.Child(i, syntax.SlotName); name >= 0 && c.form.Node(i).Role == syntax.RoleParam {
		if hole := sequenceHole(c.nameHole(c.form.Text(name))); hole != nil {
			return hole
		}
	}
	var found *pnode
	for k := c.form.First(i); k >= 0; k = c.form.Next(k) {
		if c.form.Node(k).Role != syntax.RoleName {
			return nil
		}
		hole := sequenceHole(c.nameHole(c.form.Text(k)))
		if hole != nil {
			found = hole
		} else if t := c.form.Text(k); t != "int" {
			return nil
		}
	}
	return found
}

func sequenceHole(p *pnode) *pnode {
	if p != nil && (p.pop == popDots || p.pop == popMetas) {
		return p
	}
	return nil
}

func (c *patternCompiler) nameHole(text string) *pnode {
	switch {
	case text == holeDots:
		return &pnode{pop: popDots, variable: -1}
	case strings.HasPrefix(text, holeMetas):
		return &pnode{pop: popMetas, variable: c.vars.slot("$..." + text[len(holeMetas):])}
	case strings.HasPrefix(text, holeMeta):
		return &pnode{pop: popMeta, variable: c.vars.slot("$" + text[len(holeMeta):])}
	case strings.HasPrefix(text, holeTyped):
		suffix := text[len(holeTyped):]
		k := int(suffix[0]-'a') + 26*(len(suffix)-1)
		if k >= len(c.names) {
			return nil
		}
		return &pnode{pop: popMeta, variable: c.vars.slot(c.names[k]), typ: c.typePattern(c.types[k])}
	}
	return nil
}

// reDefaultDots is what dots between the branches of a switch are written as.
var reDefaultDots = regexp.MustCompile(`^default:\s*` + holeCases + `;?\s*$`)

var reStringRE = regexp.MustCompile(`(?s)^=~/(.*)/([imsx]*)$`)

func (c *patternCompiler) stringHole(i int32) *pnode {
	text, source := c.form.Text(i), c.form.Tree().Text()[c.form.Span(i).Start:c.form.Span(i).End]
	switch {
	case text == "..." && source[0] == '`' && isJS(c.lang):
		return &pnode{role: syntax.RoleTemplate, variable: -1, dots: true, list: []*pnode{{pop: popDots, variable: -1}}}
	case text == "..." && c.lang.Name == "python" && strings.ContainsAny(source[:1], "bB"):
		return &pnode{pop: popAnyText, variable: -1, text: "b"}
	case text == "...":
		return &pnode{pop: popAnyText, variable: -1}
	}
	if m := reStringRE.FindStringSubmatch(c.restore(text)); m != nil {
		flags := strings.NewReplacer("x", "").Replace(m[2])
		if flags != "" {
			flags = "(?" + flags + ")"
		}
		if re, err := regexp.Compile(flags + m[1]); err == nil {
			return &pnode{pop: popTextRE, variable: -1, re: re}
		}
	}
	return c.textHole(text, popTextMeta)
}

// textHole returns the hole that is the whole text of a string.
func (c *patternCompiler) textHole(text string, p pop) *pnode {
	if text == "" || reHole.FindString(text) != text {
		return nil
	}
	return &pnode{pop: p, variable: c.nameHole(text).variable}
}

// fragmentHole returns the hole that a fragment of a string with expressions in it is. Text is what it
// stands for there: an expression is not.
func (c *patternCompiler) fragmentHole(i int32) *pnode {
	text := c.form.Text(i)
	switch {
	case text == "...":
		return &pnode{pop: popDots, variable: -1}
	case c.form.Node(c.form.Node(i).Parent).Role == syntax.RoleTemplate, c.lang.KindName(c.form.Node(i).Kind) == "jsx_text" && reHole.FindString(text) == text && text != "" && !strings.HasPrefix(text, holeMetas):
		return c.textHole(text, popLiteral)
	}
	return c.nameHole(text)
}

var reHoles = regexp.MustCompile(holeMetas + `|` + holeMeta)

// reHole is a metavariable that fillHoles has written.
var reHole = regexp.MustCompile(`(?:` + holeMetas + `|` + holeMeta + `)\w+`)

// restore undoes fillHoles in a text that is matched literally.
func (c *patternCompiler) restore(text string) string {
	if !strings.Contains(text, "__mv") {
		return text
	}
	return reHoles.ReplaceAllStringFunc(text, func(h string) string {
		if h == holeMetas {
			return "$..."
		}
		return "$"
	})
}

// typePattern compiles the type of a typed metavariable; one that does not parse matches by its text.
func (c *patternCompiler) typePattern(typ string) *pnode {
	w := typeWrappers[c.lang.Name]
	h := fillHoles(c.lang, typ)
	tree, err := syntax.Parse(c.lang, w.before+h.text+w.after, patternLimit)
	if err == nil && !tree.Root().HasError() {
		f := tree.Form()
		for i := int32(1); i < int32(f.Len()); i++ {
			if f.Node(i).Slot == syntax.SlotType {
				inner := &patternCompiler{form: f, lang: c.lang, holed: h, vars: c.vars}
				return inner.node(i)
			}
		}
	}
	return &pnode{role: syntax.RoleName, text: strings.TrimSpace(typ), dotted: []string{strings.TrimSpace(typ)}, variable: -1}
}
