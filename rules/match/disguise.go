package match

import (
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// maxDisguise bounds how many names a name is followed through.
const maxDisguise = 8

// paths returns what a chain of names stands for through imports and, where disguises are looked
// through, in other ways: variables that hold a function, getattr and subscripts with constants, names
// spelled with look-alikes or escapes. Semgrep looks through none of these; a text that a model wrote to
// get past a rule must not gain by them.
func (x *facts) paths(i int32) [][]string {
	if !x.unmask {
		return x.imports(i)
	}
	if x.asWritten || x.known == nil {
		return x.seenThrough(i)
	}
	paths, ok := x.known[i]
	if !ok {
		paths = x.seenThrough(i)
		x.known[i] = paths
	}
	return paths
}

func (x *facts) seenThrough(i int32) [][]string {
	paths := x.imports(i)
	if len(paths) > 0 {
		return x.plainPaths(paths)
	}
	plain := strings.Join(x.nameParts(i), ".")
	for _, x.asWritten = range []bool{false, true} {
		path := x.stands(i, maxDisguise)
		if name := strings.Join(path, "."); name != "" && name != plain {
			paths = append(paths, path)
		}
	}
	x.asWritten = false
	return paths
}

// plainPaths adds the paths that imported names stand for once they are read as their language reads
// them: "builtins.eval" is "eval".
func (x *facts) plainPaths(paths [][]string) [][]string {
	for _, path := range paths {
		plain := []string{x.plainName(path[0])}
		for _, name := range path[1:] {
			plain = x.member(plain, x.plainName(name))
		}
		if strings.Join(plain, ".") != strings.Join(path, ".") {
			paths = append(paths[:len(paths):len(paths)], plain)
		}
	}
	return paths
}

// disguises reports whether nodes of a role may stand for a name though they are none.
func disguises(r syntax.Role) bool {
	return r == syntax.RoleCall || r == syntax.RoleIndex || r == syntax.RoleOther
}

// stands returns the path that an expression stands for, nil if it is not known to stand for one.
func (x *facts) stands(i int32, depth int) []string {
	if i < 0 || depth == 0 {
		return nil
	}
	x.load()
	switch n := x.form.Node(i); n.Role {
	case syntax.RoleName:
		return x.nameStands(i, depth)
	case syntax.RoleMember:
		name := x.form.Child(i, syntax.SlotName)
		if name < 0 {
			return nil
		}
		return x.member(x.stands(x.form.Child(i, syntax.SlotObject), depth-1), x.plainName(x.form.Text(name)))
	case syntax.RoleIndex:
		if keys := x.form.List(nil, i); len(keys) == 1 {
			if key, ok := x.constant(keys[0], 0); ok && !key.number {
				return x.member(x.stands(x.form.Child(i, syntax.SlotObject), depth-1), key.text)
			}
		}
	case syntax.RoleCall:
		return x.callStands(i, depth)
	case syntax.RoleOther:
		// (0, eval)(x): the last of a sequence.
		if kind := x.lang.KindName(n.Kind); kind == "sequence_expression" {
			last := int32(-1)
			for c := x.form.First(i); c >= 0; c = x.form.Next(c) {
				last = c
			}
			return x.stands(last, depth-1)
		}
	}
	return nil
}

func (x *facts) nameStands(i int32, depth int) []string {
	name := x.form.Text(i)
	b := x.innermost(name, i)
	switch {
	case b == nil:
		return []string{x.plainName(name)}
	case b.path != nil && x.asWritten:
		return []string{name}
	case b.path != nil:
		return b.path
	case b.value >= 0 && i >= x.form.Node(b.at).After && x.reaches(name, b, i):
		return x.stands(b.value, depth-1)
	}
	return nil
}

// namespaces are objects whose members are the names that stand by themselves.
var namespaces = map[string]bool{
	"builtins": true, "__builtins__": true, "__builtin__": true, "globalThis": true, "window": true, "global": true, "self": true, "globals()": true,
}

// member returns the path of a member of what a path stands for.
func (x *facts) member(object []string, name string) []string {
	switch {
	case len(object) == 0:
		return nil
	case name == "__dict__":
		return object
	case len(object) == 1 && namespaces[object[0]]:
		return []string{name}
	}
	return append(append([]string(nil), object...), name)
}

// callStands returns what calls stand for that look up a name or a module.
func (x *facts) callStands(i int32, depth int) []string {
	callee := x.form.Child(i, syntax.SlotCallee)
	args := x.form.List(nil, i)
	path := x.stands(callee, depth-1)
	switch strings.Join(path, ".") {
	case "getattr":
		if len(args) >= 2 {
			if name, ok := x.constant(args[1], 0); ok && !name.number {
				return x.member(x.stands(args[0], depth-1), name.text)
			}
		}
	case "__import__", "importlib.import_module":
		if len(args) >= 1 {
			if name, ok := x.constant(args[0], 0); ok && !name.number {
				return strings.Split(name.text, ".")
			}
		}
	case "globals", "locals":
		return []string{"globals()"}
	case "vars":
		if len(args) == 1 {
			return x.stands(args[0], depth-1)
		}
	}
	return nil
}

// plainName returns a name as its language reads it: Python folds compatibility characters (NFKC), and
// JavaScript's names may have escapes.
func (x *facts) plainName(name string) string {
	switch {
	case x.lang.Name == "python":
		return norm.NFKC.String(name)
	case isJS(x.lang) && strings.Contains(name, `\u`):
		return unescapeName(name)
	}
	return name
}

// unescapeName reads the escapes \uXXXX and \u{X…} of a name; one that is malformed stays.
func unescapeName(name string) string {
	var out strings.Builder
	for rest := name; rest != ""; {
		before, after, found := strings.Cut(rest, `\u`)
		out.WriteString(before)
		if !found {
			break
		}
		digits, tail := "", ""
		if strings.HasPrefix(after, "{") {
			digits, tail, _ = strings.Cut(after[1:], "}")
		} else {
			digits, tail = after[:min(4, len(after))], after[min(4, len(after)):]
		}
		if code, err := strconv.ParseUint(digits, 16, 32); err == nil {
			out.WriteRune(rune(code))
		} else {
			out.WriteString(`\u` + digits)
		}
		rest = tail
	}
	return out.String()
}

// stringText returns what a string literal says. Where disguises are seen through, its escapes are read;
// otherwise they stand as they are written, as in Semgrep.
func (x *facts) stringText(i int32) string {
	text := x.form.Text(i)
	if !x.unmask || !strings.Contains(text, `\`) || x.raw(i) {
		return text
	}
	return readEscapes(text)
}

// raw reports whether a literal has no escapes.
func (x *facts) raw(i int32) bool {
	text := x.form.Tree().Text()[x.form.Span(i).Start:]
	prefix, _, _ := strings.Cut(text[:min(len(text), 4)], `"`)
	prefix, _, _ = strings.Cut(prefix, "'")
	return x.lang.Name == "python" && strings.ContainsAny(prefix, "rR") || x.lang.Name == "go" && strings.HasPrefix(text, "`")
}

// escape matches what strings of any of the languages say in a way that hides a plain character: its code,
// or the end of a line that is none.
var escape = regexp.MustCompile(`\\(?:\\|\r?\n|x[0-9a-fA-F]{2}|u+[0-9a-fA-F]{4}|u\{[0-9a-fA-F]{1,6}\}|U[0-9a-fA-F]{8}|[0-7]{1,3})`)

// readEscapes replaces escapes that stand for plain characters.
func readEscapes(text string) string {
	return escape.ReplaceAllStringFunc(text, func(e string) string {
		digits, base := strings.Trim(e[1:], "xuU{}"), 16
		switch c := e[1]; {
		case c == '\n' || c == '\r':
			return ""
		case c >= '0' && c <= '7':
			base = 8
		}
		if code, err := strconv.ParseUint(digits, base, 32); err == nil && code >= ' ' && code < 0x7f {
			return string(rune(code))
		}
		return e
	})
}
