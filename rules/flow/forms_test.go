package flow

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// TestForms runs the standard rule on testdata/forms: by language, the forms of code that data goes through, the ones
// that end its way, and near ones that it does not take. What methods put into collections is for propagators and
// models to say, as in Semgrep.
func TestForms(t *testing.T) {
	for _, c := range []struct {
		file  string
		langs []*syntax.Language
	}{
		{"forms.py", []*syntax.Language{syntax.Python}},
		{"forms.go", []*syntax.Language{syntax.Go}},
		{"forms.js", []*syntax.Language{syntax.JavaScript, syntax.TypeScript, syntax.TSX}},
		{"forms.ts", []*syntax.Language{syntax.TypeScript}},
		{"forms.tsx", []*syntax.Language{syntax.TSX}},
		{"Forms.java", []*syntax.Language{syntax.Java}},
		{"forms.c", []*syntax.Language{syntax.C, syntax.CPP}},
		{"forms.cpp", []*syntax.Language{syntax.CPP}},
	} {
		for _, lang := range c.langs {
			t.Run(c.file+" as "+lang.Name, func(t *testing.T) {
				code, err := os.ReadFile(filepath.Join("testdata/forms", c.file))
				if err != nil {
					t.Fatal(err)
				}
				marked(t, lang, standard, string(code), Options{Calls: true})
			})
		}
	}
}
