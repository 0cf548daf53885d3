package dependencies

import (
	"os/exec"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// TestLibrariesAreTrue asks each language's own tool what its library holds.
func TestLibrariesAreTrue(t *testing.T) {
	for _, c := range []struct {
		lang    *syntax.Language
		command []string
		foreign string
	}{
		{syntax.Go, []string{"go", "list", "std"}, "github.com/x/y"},
		{syntax.Python, []string{"python3", "-c", "import sys; print(*sys.stdlib_module_names)"}, "requests"},
		{syntax.JavaScript, []string{"node", "-p", "require('module').builtinModules.filter(m => m[0] != '_').join(' ')"}, "lodash"},
	} {
		t.Run(c.lang.Name, func(t *testing.T) {
			if InLibrary(c.lang, c.foreign) {
				t.Errorf("%s is in the library", c.foreign)
			}
			out, err := exec.Command(c.command[0], c.command[1:]...).Output()
			if err != nil {
				t.Skipf("%s is not installed here: %v", c.command[0], err)
			}
			for _, module := range strings.Fields(string(out)) {
				if !strings.Contains(module, "internal") && !strings.HasPrefix(module, "vendor/") && !InLibrary(c.lang, module) {
					t.Errorf("%s is not in the list", module)
				}
			}
		})
	}
}

func TestImports(t *testing.T) {
	for _, c := range []struct {
		lang *syntax.Language
		text string
		want string // those of the project itself in brackets
	}{
		{syntax.Python, "import lib.tools\nimport os, foo.bar as x\nfrom a.b import c\nfrom . import d\nfrom .e.f import g\n", "lib.tools os foo.bar a.b (.) (.e.f)"},
		{syntax.Python, "try:\n    import quick.json as json\nexcept ImportError:\n    import json\n", "quick.json json"},
		{syntax.Go, "package p\n\nimport (\n\t\"fmt\"\n\tm \"example.com/a/b\"\n\t_ \"x/y\"\n)\n", "fmt example.com/a/b x/y"},
		{syntax.JavaScript, "import a from \"a\";\nimport \"b\";\nconst c = require('c/d');\nexport * from \"e\";\nimport(\"f\");\nimport g from \"./g\";\n", "a b c/d f (./g) e"},
		{syntax.TypeScript, "import type { A } from \"a\";\nimport b = require(\"b\");\n", "a b"},
		{syntax.Python, "__import__(\"a\")\nimportlib.import_module('b.c')\n", "a b.c"},
		{syntax.Java, "import java.util.List;\nimport static com.example.A.b;\nimport org.x.*;\n", "java.util com.example.A org.x"},
	} {
		tree, err := syntax.Parse(c.lang, c.text, 0)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, i := range All(tree, syntax.Span{End: len(c.text)}) {
			if i.Module[0] == '.' {
				i.Module = "(" + i.Module + ")"
			}
			got = append(got, i.Module)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}
