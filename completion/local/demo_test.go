package local

import (
	"slices"
	"context"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

func demo(t testing.TB, m *Model, r decode.Request, marked string) string {
	r.Prefix, r.Suffix, _ = strings.Cut(marked, "│")
	var out strings.Builder
	_, err := m.Generate(context.Background(), r, func(s string) error { out.WriteString(s); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestDemo(t *testing.T) {
	m := New()
	for _, x := range []struct {
		lang  *syntax.Language
		ext string
		files func(testing.TB) ([]sourceFile, []sourceFile)
	}{{syntax.Go, ".go", goLibrary}, {syntax.Python, ".py", pythonLibrary}} {
		learn, _ := x.files(t)
		var fs []File
		n := 0
		for _, f := range learn {
			if n += len(f.text); n > 3_000_000 { break }
			fs = append(fs, File{f.path, f.text})
		}
		m.Learn(context.Background(), slices.Values(fs), nil)
	}
	for _, s := range []string{
		"import hashlib\n\nhashlib.│", "with open(path) as │", "import │", "def main():\n    │", "import os\n\npath = os.path.│", "import subprocess\n\nsubprocess.│",
		"import re\n\npattern = re.│", "class Foo:\n    def __init__(self, name):\n        │", "if __name__ │", "for i in │", "import json\n\nwith open('x') as f:\n    data = json.│",
		"import logging\n\nlogger = │", "def f(x):\n    if x is │", "import argparse\n\nparser = │", "try:\n    x = int(s)\nexcept │", "def total(values):\n    result = 0\n    for value in │", "import hashl│", "x = foo(│)\n", "class A:\n    def f(self):\n        return self.│\n",
	} {
		t.Logf("%s", strings.ReplaceAll(s, "│", "⟦"+demo(t, m, decode.Request{Language: "python"}, s)+"⟧"))
	}
	for _, s := range []string{
		"package main\n\nfunc f() error {\n\terr := g()\n\tif err │\n}\n", "package main\n\nfunc f(n int) {\n\tfor i := 0; │\n}\n", "package main\n\nimport \"encoding/json\"\n\nfunc f(data []byte) error {\n\tvar v any\n\terr := json.Unmar│\n}\n",
		"package main\n\nimport \"net/http\"\n\nfunc main() {\n\thttp.Handle│\n}\n", "package main\n\nimport │\n", "package main\n\nfunc f(path string) ([]byte, error) {\n\tf, err := os.│\n}\n", "package main\n\nfunc f(s []string) {\n\tfor │\n}\n", "package main\n\nimport (\n\t\"fmt\"\n)\n\nfunc main() {\n\tfmt.│\n}\n", "package x\n\nfunc TestFoo(t *│\n", "package x\n\ntype T struct {\n\tmu │\n}\n", "package x\n\nfunc f() {\n\tdefer │\n}\n",
	} {
		t.Logf("%s", strings.ReplaceAll(s, "│", "⟦"+demo(t, m, decode.Request{Language: "go"}, s)+"⟧"))
	}
}
