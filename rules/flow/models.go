package flow

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/sluice-lsp/sluice/rules/match"
)

// Models say which API of a language is of which kind: rows that every rule of the native form shares.
// They are immutable.
type Models struct {
	rows []*row
}

type section uint8

const (
	sectionSources section = iota
	sectionSinks
	sectionSanitizers
	sectionGuards
	sectionSteps
	sectionTypes
)

var sections = map[string]section{"sources": sectionSources, "sinks": sectionSinks, "sanitizers": sectionSanitizers,
	"guards": sectionGuards, "steps": sectionSteps, "types": sectionTypes}

// form is what a row speaks of.
type rowForm uint8

const (
	formCallee rowForm = iota
	formAccess
	formAssign
	formAnnotation
	formOf
)

var rowForms = map[string]rowForm{"callee": formCallee, "access": formAccess, "assign": formAssign, "annotation": formAnnotation, "of": formOf}

// forms lists what the rows of a section may speak of.
var forms = map[section][]rowForm{
	sectionSources:    {formCallee, formAccess, formAnnotation, formOf},
	sectionSinks:      {formCallee, formAssign, formAnnotation, formOf},
	sectionSanitizers: {formCallee, formOf}, sectionGuards: {formCallee, formOf}, sectionSteps: {formCallee},
	sectionTypes: {formCallee, formAccess, formAnnotation},
}

// ofs lists, by section, what goes by no name and yet has rows.
var ofs = map[section][]string{
	// Parameters, but numbers; those that are numbers; an array and the address of a variable that the function declares; NULL.
	sectionSources: {"public-function", "main", "public-number", "local-array", "local-address", "null"},
	// What is read or written through a pointer; what a call is given; what a function returns; an index of an
	// array that is declared with its size.
	sectionSinks: {"dereference", "argument", "result", "array-index"},
	// What % and & leave of a number.
	sectionSanitizers: {"remainder"},
	// A test for being there at all; a test for being below something.
	sectionGuards: {"truth", "upper-bound"},
}

// A row is one line of a model.
type row struct {
	section section
	form    rowForm
	name    string // in full: "sqlite3.Cursor.execute"
	owner   string // "sqlite3.Cursor"
	last    string // "execute"
	kinds   []string
	ports   []port
	from    []port
	key     []port // arguments that name the part of the receiver where data goes in or out, outermost first
	next    bool   // key: next; what goes in is appended to the receiver
	byName  bool   // unresolved: name
	holds   bool
	joins   joinForm
	given   string // the kind of what is joined
	returns string
	line    int
}

type portKind uint8

const (
	portReturn portKind = iota
	portReceiver
	portArguments
	portArgument
	portOut
	portCondition
)

// A port is a place of a call where data goes in or out.
type port struct {
	kind  portKind
	index int // -1 where the argument has a name
	name  string
}

// A RowError says what is wrong with a row, and where.
type RowError struct {
	Line int
	Err  error
}

func (e *RowError) Error() string { return e.Err.Error() }
func (e *RowError) Unwrap() error { return e.Err }

// ParseModels reads a file of models. A wrong row is an error and is left out.
func ParseModels(doc ast.Node) (*Models, []*RowError) {
	m, errs := &Models{}, []*RowError(nil)
	top := asMapping(doc)
	if top == nil {
		return m, []*RowError{{lineOf(doc), errors.New("reading models: a mapping is expected")}}
	}
	for _, e := range top.Values {
		key := scalar(e.Key)
		s, ok := sections[key]
		if !ok {
			errs = append(errs, &RowError{lineOf(e.Key), fmt.Errorf("reading models: there is no section %s; there are sources, sinks, sanitizers, guards, steps and types", key)})
			continue
		}
		for _, item := range sequence(e.Value) {
			r, err := parseRow(s, item)
			if err != nil {
				errs = append(errs, &RowError{lineOf(item), fmt.Errorf("reading a row of %s: %w", key, err)})
				continue
			}
			m.rows = append(m.rows, r)
		}
	}
	return m, errs
}

func parseRow(s section, n ast.Node) (*row, error) {
	m := asMapping(n)
	if m == nil {
		return nil, errors.New("a mapping is expected")
	}
	r := &row{section: s, line: lineOf(n), holds: true, form: rowForm(255)}
	for _, e := range m.Values {
		if err := r.entry(scalar(e.Key), e.Value); err != nil {
			return nil, err
		}
	}
	return r, r.check()
}

func (r *row) entry(key string, v ast.Node) (err error) {
	if f, ok := rowForms[key]; ok {
		if r.form != rowForm(255) {
			return fmt.Errorf("it has both %s and another form", key)
		}
		if !slices.Contains(forms[r.section], f) {
			return fmt.Errorf("%s has no meaning here", key)
		}
		r.form, r.name = f, scalar(v)
		if r.name == "" {
			return fmt.Errorf("%s must be a name", key)
		}
		cut := strings.LastIndexByte(r.name, '.')
		r.owner, r.last = r.name[:max(cut, 0)], r.name[cut+1:]
		return nil
	}
	switch key {
	case "kind":
		r.kinds = scalars(v)
	case "port":
		r.ports, err = parsePorts(v)
	case "from":
		r.from, err = parsePorts(v)
	case "to":
		r.ports, err = parsePorts(v)
	case "key":
		if r.next = scalar(v) == "next"; !r.next {
			r.key, err = parsePorts(v)
		}
	case "unresolved":
		if s := scalar(v); s != "name" && s != "skip" {
			return fmt.Errorf("unresolved is name or skip, not %q", s)
		}
		r.byName = scalar(v) == "name"
	case "holds":
		r.holds, err = strconv.ParseBool(scalar(v))
	case "returns":
		r.returns = scalar(v)
	case "joins":
		if r.joins = joinForms[scalar(v)]; r.joins == joinNot || r.section != sectionSources {
			return fmt.Errorf("joins is path, text or markup, of a source, not %q", scalar(v))
		}
	case "given":
		r.given = scalar(v)
	default:
		return fmt.Errorf("a row has no %s", key)
	}
	return err
}

// check reports what a row lacks.
func (r *row) check() error {
	switch {
	case r.form == rowForm(255):
		return errors.New("it needs one of callee, access, assign, annotation and of")
	case len(r.kinds) == 0 && (r.section == sectionSources || r.section == sectionSinks || r.section == sectionGuards):
		return errors.New("it needs a kind")
	case r.section == sectionTypes && r.returns == "":
		return errors.New("it needs returns")
	case r.section == sectionSteps && len(r.ports) == 0:
		return errors.New("it needs to")
	case (r.joins != joinNot) != (r.given != ""):
		return errors.New("joins needs given, and given needs joins")
	case r.form == formOf && r.joins != joinNot && r.name != concatenation:
		return fmt.Errorf("of is concatenation where it joins, not %q", r.name)
	case r.form == formOf && r.joins == joinNot && !slices.Contains(ofs[r.section], r.name):
		return fmt.Errorf("of is %s, not %q", strings.Join(ofs[r.section], " or "), r.name)
	}
	if r.next && r.section != sectionSteps {
		return errors.New("key has no meaning here")
	}
	for _, p := range r.key {
		if p.kind != portArgument || p.index < 0 || r.section != sectionSteps {
			return errors.New("key names arguments of steps, by their numbers")
		}
	}
	for _, p := range r.ports {
		out := r.section == sectionSources || r.section == sectionSteps || r.section == sectionSanitizers
		if p.kind == portCondition && r.section != sectionGuards || p.kind == portOut && !out || p.kind == portReturn && (r.section == sectionSinks || r.section == sectionGuards) {
			return errors.New("the port is no place where data goes in")
		}
	}
	return nil
}

func parsePorts(n ast.Node) ([]port, error) {
	out := []port{}
	for _, text := range scalars(n) {
		p, err := parsePort(text)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

func parsePort(text string) (port, error) {
	words := strings.Fields(text)
	switch {
	case text == "return":
		return port{kind: portReturn}, nil
	case text == "receiver":
		return port{kind: portReceiver}, nil
	case text == "arguments":
		return port{kind: portArguments}, nil
	case len(words) == 2 && (words[0] == "argument" || words[0] == "out" || words[0] == "condition"):
		p := port{kind: portArgument, index: -1, name: words[1]}
		switch words[0] {
		case "out":
			p.kind = portOut
		case "condition":
			p.kind = portCondition
		}
		if n, err := strconv.Atoi(words[1]); err == nil && n >= 0 && n < 100 {
			p.index, p.name = n, ""
		} else if p.kind != portArgument {
			return p, fmt.Errorf("the port %q needs a number", text)
		}
		return p, nil
	}
	return port{}, fmt.Errorf("there is no port %q; there are argument N, argument NAME, arguments, receiver, return, out N and condition N", text)
}

// Merge returns the rows of both.
func (m *Models) Merge(o *Models) *Models {
	switch {
	case o == nil:
		return m
	case m == nil:
		return o
	}
	return &Models{rows: append(slices.Clone(m.rows), o.rows...)}
}

// Untrusted returns the models without what makes data clean, and how many rows that were: a repository may
// add to what is looked for, not take away.
func (m *Models) Untrusted() (*Models, int) {
	out := &Models{}
	for _, r := range m.rows {
		if r.section != sectionSanitizers && r.section != sectionGuards && r.section != sectionSteps {
			out.rows = append(out.rows, r)
		}
	}
	return out, len(m.rows) - len(out.rows)
}

// modelFlow is the native form: from kinds of sources to kinds of sinks.
type modelFlow struct {
	from, to  []string
	pointers  bool // what counts is the pointer itself, not what is made of it
	everyPath bool // of pointers: found only where it is so on every way to the sink
}

func parseNative(n ast.Node) (*Spec, error) {
	m := asMapping(n)
	if m == nil {
		return nil, fmt.Errorf("line %d: reading flow: a mapping with from and to is expected", lineOf(n))
	}
	f := &modelFlow{}
	for _, e := range m.Values {
		switch key := scalar(e.Key); key {
		case "from":
			f.from = scalars(e.Value)
		case "to":
			f.to = scalars(e.Value)
		case "follow":
			if f.pointers = scalar(e.Value) == "pointers"; !f.pointers {
				return nil, fmt.Errorf("line %d: reading flow: follow is pointers, or is not given", lineOf(e.Value))
			}
		case "paths":
			if f.everyPath = scalar(e.Value) == "all"; !f.everyPath {
				return nil, fmt.Errorf("line %d: reading flow: paths is all, or is not given", lineOf(e.Value))
			}
		default:
			return nil, &match.Unsupported{Operator: "flow." + key, Line: lineOf(e.Key)}
		}
	}
	if len(f.from) == 0 || len(f.to) == 0 {
		return nil, fmt.Errorf("line %d: reading flow: it needs from and to", lineOf(n))
	}
	if f.everyPath && !f.pointers {
		return nil, fmt.Errorf("line %d: reading flow: paths belongs to follow: pointers", lineOf(n))
	}
	return &Spec{models: f}, nil
}

// Native reports whether the rule is of the native form, which needs models.
func (r *Rule) Native() bool { return r.spec.models != nil }
