package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

var update = flag.Bool("update", false, "write the golden constraints anew")

// TestGoldenConstraints holds the constraint of each place in testdata/constraints against what it was:
// an archive a language, with rules, models, documents whose cursor is │, and behind each the JSON that is printed.
func TestGoldenConstraints(t *testing.T) {
	paths, err := filepath.Glob("../../testdata/constraints/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("there are no golden constraints", err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) { golden(t, path) })
	}
}

func golden(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	language := strings.TrimSuffix(filepath.Base(path), ".txtar")
	pack, err := rules.Load(fstest.MapFS{language + "/rules.yaml": {Data: archive.Files[0].Data}, language + "/models.yaml": {Data: archive.Files[1].Data}}, language)
	if err != nil || len(pack.Errors)+len(pack.Skipped) > 0 {
		t.Fatal(err, pack.Errors, pack.Skipped)
	}
	gate := completion.NewGate(rules.NewSet(pack), rules.DefaultThreshold)
	files := archive.Files[:2:2]
	for _, f := range archive.Files[2:] {
		if strings.HasSuffix(f.Name, ".golden") {
			continue
		}
		got := printedLimits(t, gate, f)
		files = append(files, f, txtar.File{Name: f.Name + ".golden", Data: got})
		if *update {
			continue
		}
		if diff := cmp.Diff(string(find(archive, f.Name+".golden")), string(got)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", f.Name, diff)
		}
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(&txtar.Archive{Comment: archive.Comment, Files: files}), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func find(a *txtar.Archive, name string) []byte {
	for _, f := range a.Files {
		if f.Name == name {
			return f.Data
		}
	}
	return nil
}

// printedLimits is what the command prints for a document, an entry a line, without the grammar, which is long.
func printedLimits(t *testing.T, gate *completion.Gate, f txtar.File) []byte {
	before, after, ok := strings.Cut(strings.TrimSuffix(string(f.Data), "\n"), "│")
	if !ok {
		t.Fatalf("%s has no cursor", f.Name)
	}
	doc := &completion.Document{Path: f.Name, Language: syntax.ByPath(f.Name), Text: before + after + "\n"}
	limits, err := gate.Limits(completion.Request{Document: doc, Offset: len(before), Explicit: true})
	if err != nil {
		t.Fatal(err)
	}
	var printed, out bytes.Buffer
	if err := writeLimitsJSON(&printed, limits, "gbnf"); err != nil {
		t.Fatal(err)
	}
	var object shownLimits
	if err := json.Unmarshal(printed.Bytes(), &object); err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&out, "hole: %s\nrules: %q\nallowed: %q\nrequired: %q\ntainted: %q\n", object.Hole, object.Rules, object.Allowed, object.Required, object.Tainted)
	for _, entry := range object.lines() {
		out.WriteString(entry + "\n")
	}
	fmt.Fprintf(&out, "%d states, a grammar of %d rules\n", object.States, strings.Count(object.GBNF, "\n"))
	return out.Bytes()
}

// lines returns the entries of the lists as compact JSON.
func (l shownLimits) lines() []string {
	var out []string
	for _, p := range l.Forbidden {
		data, _ := json.Marshal(p)
		out = append(out, string(data))
	}
	for _, n := range l.NotDerived {
		data, _ := json.Marshal(n)
		out = append(out, string(data))
	}
	return out
}
