package completion

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// sinkInserts are candidates that pass, of which each names a sink of a kind: a rule that follows data must look at
// what is linked to the function.
var sinkInserts = map[*syntax.Language]map[string]string{
	syntax.Go: {
		"path":    "\n\tif file, err := os.Open(total); err == nil {\n\t\tdefer file.Close()\n\t}",
		"command": "\n\tif err := exec.Command(\"git\", \"log\", \"--\", total).Run(); err != nil {\n\t\tlog.Print(err)\n\t}",
		"sql":     "\n\trows, err := db.Query(\"select name from users where id = ?\", total)\n\t_, _ = rows, err",
	},
	syntax.Python: {
		"path":    "\n        with open(total, encoding=\"utf-8\") as file:\n            lines = file.readlines()",
		"command": "\n        subprocess.run([\"git\", \"log\", \"--\", total], check=True)",
		"sql":     "\n        rows = cursor.execute(\"select name from users where id = ?\", (total,)).fetchall()",
	},
	syntax.Java: {
		"path":    "\n        byte[] data = Files.readAllBytes(total);\n        int length = data.length;",
		"command": "\n        Process process = new ProcessBuilder(\"git\", \"log\", \"--\", total).start();",
		"sql":     "\n        PreparedStatement query = connection.prepareStatement(\"select name from users where id = ?\");\n        query.setString(1, total);",
	},
	syntax.JavaScript: {
		"path":    "\n  const data = fs.readFileSync(total);\n  const size = data.length;",
		"command": "\n  childProcess.execFileSync(\"git\", [\"log\", \"--\", total]);",
		"sql":     "\n  const rows = client.query(\"select name from users where id = $1\", [total]);",
	},
	syntax.TypeScript: {
		"path":    "\n  const data: Buffer = fs.readFileSync(total);\n  const size = data.length;",
		"command": "\n  childProcess.execFileSync(\"git\", [\"log\", \"--\", total]);",
		"sql":     "\n  const rows = client.query(\"select name from users where id = $1\", [total]);",
	},
	syntax.C: {
		"path":    "\n  FILE *file = fopen(total, \"rb\");\n  if (file != NULL) {\n    fclose(file);\n  }",
		"command": "\n  char *arguments[] = {\"git\", \"log\", \"--\", total, NULL};\n  execv(\"/usr/bin/git\", arguments);",
		"sql":     "\n  sqlite3_stmt *statement = NULL;\n  sqlite3_prepare_v2(db, \"select name from users where id = ?\", -1, &statement, NULL);",
	},
}

// cText is a real file of about 4,000 lines: of the binding's own copy of tree-sitter.
func cText(b *testing.B) string {
	b.Helper()
	dir, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", "github.com/smacker/go-tree-sitter").Output()
	if err != nil {
		b.Skip("the sources of tree-sitter's binding are not there")
	}
	return readFile(b, filepath.Join(strings.TrimSpace(string(dir)), "query.c"))
}

// chainText is about 5,000 lines of functions of which each calls the two before it, so that all are linked.
func chainText(l *syntax.Language) string {
	typed := func(t string) string {
		if l == syntax.TypeScript {
			return ": " + t
		}
		return ""
	}
	var text strings.Builder
	text.WriteString("import fs from \"node:fs\";\nimport childProcess from \"node:child_process\";\n")
	for i := range 350 {
		fmt.Fprintf(&text, chainFunction, i, max(i-1, 0), max(i-2, 0), typed("string"), typed("string[]"), typed("number"))
	}
	return text.String()
}

const chainFunction = `
/** Counts the values that are not known yet, and names them. */
export function add%[1]d(key%[4]s, values%[5]s)%[6]s {
  let added = 0;
  const seen = new Set();
  for (const value of values) {
    const name = key + ":" + value.trim();
    if (name.length > 80 || seen.has(name)) {
      continue;
    }
    seen.add(name);
    added += add%[2]d(name, values.slice(1));
  }
  return added + add%[3]d(key, []);
}
`

// BenchmarkGateSinks is BenchmarkGate for candidates that name sinks, of a document that is open.
func BenchmarkGateSinks(b *testing.B) {
	g := builtinGate(b)
	for _, l := range []*syntax.Language{syntax.Go, syntax.Python, syntax.Java, syntax.JavaScript, syntax.TypeScript, syntax.C} {
		text := longText(b, l)
		at := middleOfFunction(b, l, text)
		doc := &Document{Path: "a" + l.Extensions[0], Language: l, Text: text, Kept: NewKept(l)}
		p := g.Open(doc, syntax.Span{Start: at, End: at})
		for _, kind := range []string{"path", "command", "sql"} {
			insert := sinkInserts[l][kind]
			if o := p.Check(insert); !o.Verdict.Shown() {
				b.Fatalf("%s, %s: %s, %s", l.Name, kind, o.Verdict.Kind, o.Verdict.Reason)
			}
			b.Run(l.Name+"/"+kind, func(b *testing.B) {
				percentiles(b, func(i int) { p.examine(trial{insert: strings.ReplaceAll(insert, "total", fmt.Sprint("total", i))}) })
			})
		}
		doc.Kept.Close()
	}
}
