package flow

import (
	"slices"
	"strings"
	"unicode"
)

// A Vocabulary tells from the names in code which rules could find something there: a rule needs one of its sources
// and one of its sinks, and both go by names unless they are disguised. It may name a rule that finds nothing; it
// leaves out none that finds something. It is immutable.
type Vocabulary struct {
	rules   []*Rule
	rows    map[string][]*row // sources and sinks of models, by the last name
	types   map[string][]*row // that give a value a type, by the type
	unnamed []string          // kinds of sources that go by no name, such as parameters
	nowhere []string          // kinds of sinks that go by no name, such as what pointers point to

	sources, sinks map[string][]int // rules by the names in their patterns
	anywhere       [2][]int         // rules whose sources, and whose sinks, may be anything
}

// NewVocabulary returns the vocabulary of rules, which are named by their places in the slice.
func NewVocabulary(rules []*Rule, models *Models) *Vocabulary {
	v := &Vocabulary{rules: rules, rows: map[string][]*row{}, types: map[string][]*row{},
		sources: map[string][]int{}, sinks: map[string][]int{}}
	if models != nil {
		for _, r := range models.rows {
			v.row(r)
		}
	}
	for i, r := range rules {
		if !r.Native() {
			v.patterns(i, r, roleSource, v.sources)
			v.patterns(i, r, roleSink, v.sinks)
		}
	}
	return v
}

func (v *Vocabulary) row(r *row) {
	switch {
	case r.section == sectionTypes:
		for _, typ := range strings.Split(r.returns, "|") {
			v.types[typ] = append(v.types[typ], r)
		}
	case r.section != sectionSources && r.section != sectionSinks:
	case r.unnamed() && r.section == sectionSinks:
		v.nowhere = append(v.nowhere, r.kinds...)
	case r.unnamed():
		v.unnamed = append(v.unnamed, r.kinds...)
	default:
		v.rows[r.word()] = append(v.rows[r.word()], r)
	}
}

// unnamed reports whether what a row speaks of goes by no name: a word of the language is none.
func (r *row) unnamed() bool { return r.form == formOf || r.form == formCallee && isKeyword(r.name) }

func isKeyword(name string) bool {
	return name == "delete" || name == "delete[]" || name == "new" || name == "new[]"
}

// word is the last name of what a row speaks of, without a word before it as in "new Function".
func (r *row) word() string { return r.last[strings.LastIndexByte(r.last, ' ')+1:] }

func (v *Vocabulary) patterns(i int, r *Rule, of role, into map[string][]int) {
	for k, p := range r.parts {
		if p.role != of {
			continue
		}
		words, ok := r.matchers[k].Words()
		if !ok {
			v.anywhere[of] = append(v.anywhere[of], i)
			return
		}
		for _, w := range words {
			into[w] = append(into[w], i)
		}
	}
}

// Has reports whether a source or a sink goes by a name.
func (v *Vocabulary) Has(name string) bool {
	return v.rows[name] != nil || v.sources[name] != nil || v.sinks[name] != nil
}

// MayFind returns which rules could find something in functions that have the given names, of a file in which
// the names stand that the function knows. A name is false if it stands only for itself there, as a member of nothing.
func (v *Vocabulary) MayFind(names map[string]bool, stands func(string) bool) []bool {
	out := make([]bool, len(v.rules))
	from, to := v.kinds(names, stands)
	sources, sinks := v.matched(v.sources, v.anywhere[roleSource], names), v.matched(v.sinks, v.anywhere[roleSink], names)
	for i, r := range v.rules {
		if r.Native() {
			out[i] = anyOf(r.spec.models.from, from) && anyOf(r.spec.models.to, to)
		} else {
			out[i] = sources[i] && sinks[i]
		}
	}
	return out
}

func anyOf(list []string, set map[string]bool) bool {
	return slices.ContainsFunc(list, func(k string) bool { return set[k] })
}

func (v *Vocabulary) matched(by map[string][]int, always []int, names map[string]bool) map[int]bool {
	out := map[int]bool{}
	for _, i := range always {
		out[i] = true
	}
	for name := range names {
		for _, i := range by[name] {
			out[i] = true
		}
	}
	return out
}

// kinds returns the kinds of sources and of sinks that the names may be.
func (v *Vocabulary) kinds(names map[string]bool, stands func(string) bool) (from, to map[string]bool) {
	from, to = map[string]bool{}, map[string]bool{}
	for _, k := range v.unnamed {
		from[k] = true
	}
	for _, k := range v.nowhere {
		to[k] = true
	}
	for name, member := range names {
		for _, r := range v.rows[name] {
			if !member && r.owner != "" && r.form != formAnnotation {
				continue
			}
			into := from
			if r.section == sectionSinks {
				into = to
			}
			if anyOf(r.kinds, into) && len(r.kinds) == 1 || !v.possible(r, stands, map[string]bool{}) {
				continue
			}
			for _, k := range r.kinds {
				into[k] = true
			}
		}
	}
	return from, to
}

// possible reports whether a row can speak of anything in the file. One that needs its owner is known by it: the last
// name of the owner stands there, in an import or as a type, or a function is called that gives a value of its type.
func (v *Vocabulary) possible(r *row, stands func(string) bool, asked map[string]bool) bool {
	if r.owner == "" || r.byName || stringTypes[r.owner] || stands(lastName(r.owner)) {
		return true
	}
	if asked[r.owner] {
		return false
	}
	asked[r.owner] = true
	for typ, rows := range v.types {
		if !sameType(typ, r.owner) {
			continue
		}
		for _, t := range rows {
			if stands(t.word()) && v.possible(t, stands, asked) {
				return true
			}
		}
	}
	return false
}

// lastName returns the last name in a dotted name or a path.
func lastName(name string) string {
	names := strings.FieldsFunc(name, func(c rune) bool { return c != '_' && c != '$' && !unicode.IsLetter(c) && !unicode.IsDigit(c) })
	if len(names) == 0 {
		return ""
	}
	return names[len(names)-1]
}
