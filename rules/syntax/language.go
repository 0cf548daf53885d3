package syntax

import (
	"path/filepath"
	"strings"
	"sync"

	sitter "github.com/smacker/go-tree-sitter"
)

// A Language is a programming language that sluice parses. All of them are made when the program
// starts and never change; compare them by pointer.
type Language struct {
	Name       string   // as rules write it: "python"
	Aliases    []string // other names that rules use: "py"
	Extensions []string // of file names, with the dot
	LSP        []string // language identifiers of editors
	Lexical    Lexical
	Closers    Closers
	Roles      Roles
	Outline    Outline

	grammar *sitter.Language
	parsers *sync.Pool
	lex     *lexTable
	outline *outlineTable
	kinds   []kindInfo
	folded  []Kind
	kindIDs map[kindKey]Kind
	fields  map[string]Field
	roles   rolesOnce
}

type kindInfo struct {
	name  string
	named bool
}

type kindKey = kindInfo

// define finishes a language's table: it reads the names of kinds and fields from the grammar.
func define(l *Language, grammar *sitter.Language) *Language {
	l.grammar, l.parsers, l.lex = grammar, newParsers(grammar), newLexTable(&l.Lexical)
	l.kindIDs, l.fields = map[kindKey]Kind{}, map[string]Field{}
	for s := range Kind(grammar.SymbolCount()) {
		key := kindKey{grammar.SymbolName(sitter.Symbol(s)), grammar.SymbolType(sitter.Symbol(s)) == sitter.SymbolTypeRegular}
		if _, ok := l.kindIDs[key]; !ok {
			l.kindIDs[key] = s
		}
		l.kinds = append(l.kinds, key)
		l.folded = append(l.folded, l.kindIDs[key])
	}
	for f := 1; ; f++ {
		name := grammar.FieldName(f)
		if name == "" {
			break
		}
		l.fields[name] = Field(f)
	}
	l.outline = l.newOutlineTable()
	return l
}

func (l *Language) fold(k Kind) Kind {
	if int(k) < len(l.folded) {
		return l.folded[k]
	}
	return k
}

func (l *Language) named(k Kind) bool { return k == KindError || l.kinds[k].named }

// KindName returns the grammar's name of a kind.
func (l *Language) KindName(k Kind) string {
	if k == KindError {
		return "ERROR"
	}
	return l.kinds[k].name
}

// Kinds returns the number of kinds: every Kind of a tree but KindError is below it.
func (l *Language) Kinds() int { return len(l.kinds) }

// NamedKind returns the kind of named nodes with that name, zero if the grammar has none.
func (l *Language) NamedKind(name string) Kind { return l.kindIDs[kindKey{name, true}] }

// TokenKind returns the kind of unnamed nodes, keywords and punctuation, with that text, zero if the
// grammar has none.
func (l *Language) TokenKind(text string) Kind { return l.kindIDs[kindKey{text, false}] }

// Field returns the field of that name, zero if the grammar has none.
func (l *Language) Field(name string) Field { return l.fields[name] }

// Languages returns all languages. The slice is the caller's.
func Languages() []*Language {
	return []*Language{Python, Go, JavaScript, TypeScript, TSX, Java, C, CPP}
}

var byName, byExtension, byLSP = index()

func index() (name, ext, lsp map[string]*Language) {
	name, ext, lsp = map[string]*Language{}, map[string]*Language{}, map[string]*Language{}
	for _, l := range Languages() {
		name[l.Name] = l
		for _, a := range l.Aliases {
			name[a] = l
		}
		for _, e := range l.Extensions {
			ext[e] = l
		}
		for _, id := range l.LSP {
			lsp[id] = l
		}
	}
	return name, ext, lsp
}

// ByName returns the language that rules call name, nil if there is none.
func ByName(name string) *Language { return byName[strings.ToLower(name)] }

// ByPath returns the language of a file by its extension, nil if there is none.
func ByPath(path string) *Language { return byExtension[strings.ToLower(filepath.Ext(path))] }

// ByLSP returns the language that an editor's language identifier names, nil if there is none.
func ByLSP(id string) *Language { return byLSP[id] }
