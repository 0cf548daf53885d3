package match

import (
	regexpsyntax "regexp/syntax"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/sluice-lsp/sluice/rules/prefilter"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// Need returns what a text must hold for the matcher to find anything in it, unless that is disguised.
func (m *Matcher) Need() prefilter.Need { return m.plan.need(m.lang) }

func (p *plan) need(lang *syntax.Language) prefilter.Need {
	if p.negated {
		return prefilter.Need{}
	}
	switch p.op {
	case opPattern:
		return p.pattern.need(lang)
	case opRegex:
		return p.regex.need()
	case opCall:
		return p.call.need(lang)
	}
	var kids []prefilter.Need
	for _, kid := range p.kids {
		if !kid.negated {
			kids = append(kids, kid.need(lang))
		}
	}
	if p.op == opOr {
		return prefilter.Any(kids...)
	}
	return prefilter.All(kids...)
}

func (p *callPlan) need(lang *syntax.Language) prefilter.Need {
	var kids []prefilter.Need
	for _, callee := range p.callees {
		kids = append(kids, callee.need(lang))
	}
	return prefilter.Any(kids...)
}

func (p *pattern) need(lang *syntax.Language) prefilter.Need {
	kids := needs(p.seq, lang)
	if p.root != nil {
		kids = append(kids, p.root.need(lang))
	}
	return prefilter.All(kids...)
}

func needs(nodes []*pnode, lang *syntax.Language) []prefilter.Need {
	var out []prefilter.Need
	for _, n := range nodes {
		out = append(out, n.need(lang))
	}
	return out
}

// need looks for names: what else stands in a pattern may be matched by something that is spelled otherwise.
func (p *pnode) need(lang *syntax.Language) prefilter.Need {
	switch {
	case p.pop == popDeep:
		return p.inner.need(lang)
	case p.pop != popNode || p.flags&syntax.FormImplied != 0 || p.slot == syntax.SlotType:
		return prefilter.Need{}
	case p.role == syntax.RoleImport && isJS(lang):
		// What is imported by default is not called so.
		return prefilter.Need{}
	case p.dotted != nil:
		return prefilter.All(prefilter.Word(p.dotted[len(p.dotted)-1]), Qualifier(lang, p.dotted))
	}
	return prefilter.All(append(needs(p.list, lang), needs(p.places, lang)...)...)
}

// Qualifier is what a text must hold that speaks of a dotted name, besides its last part. Go's packages go by
// the last part of their path, and Java's need not be named at all: those of java.lang are not.
func Qualifier(lang *syntax.Language, dotted []string) prefilter.Need {
	var kids []prefilter.Need
	for i := 0; i < len(dotted)-1; i++ {
		part := dotted[i]
		if lang.Name == "go" {
			part = goPackage(part)
		}
		if lang.Name == "java" && !strings.ContainsFunc(part, unicode.IsUpper) {
			continue
		}
		kids = append(kids, prefilter.Word(part))
	}
	return prefilter.All(kids...)
}

// need looks for text that every match holds.
func (r *textRegex) need() prefilter.Need {
	if r.fast == nil {
		return prefilter.Need{}
	}
	parsed, err := regexpsyntax.Parse(r.fast.String(), regexpsyntax.Perl)
	if err != nil {
		return prefilter.Need{}
	}
	return literals(parsed)
}

// shortLiteral is the length from which a literal is worth looking for.
const shortLiteral = 3

func literals(re *regexpsyntax.Regexp) prefilter.Need {
	var kids []prefilter.Need
	switch re.Op {
	case regexpsyntax.OpLiteral:
		if text := string(re.Rune); re.Flags&regexpsyntax.FoldCase == 0 && len(text) >= shortLiteral {
			return prefilter.Literal(text)
		}
	case regexpsyntax.OpCharClass:
		return characters(re.Rune)
	case regexpsyntax.OpCapture, regexpsyntax.OpPlus:
		return literals(re.Sub[0])
	case regexpsyntax.OpRepeat:
		if re.Min > 0 {
			return literals(re.Sub[0])
		}
	case regexpsyntax.OpConcat, regexpsyntax.OpAlternate:
		for _, sub := range re.Sub {
			kids = append(kids, literals(sub))
		}
		if re.Op == regexpsyntax.OpAlternate {
			return prefilter.Any(kids...)
		}
	}
	return prefilter.All(kids...)
}

// manyCharacters is how many characters of a class are looked for one by one.
const manyCharacters = 16

// characters looks for one of few characters, given as ranges, that take as many bytes as a literal worth looking for.
func characters(ranges []rune) prefilter.Need {
	var kids []prefilter.Need
	for i := 0; i+1 < len(ranges); i += 2 {
		for r := ranges[i]; r <= ranges[i+1]; r++ {
			if utf8.RuneLen(r) < shortLiteral || len(kids) == manyCharacters {
				return prefilter.Need{}
			}
			kids = append(kids, prefilter.Literal(string(r)))
		}
	}
	if len(kids) == 0 {
		return prefilter.Need{}
	}
	return prefilter.Any(kids...)
}
