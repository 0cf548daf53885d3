package packs

import (
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"github.com/sluice-lsp/sluice/rules"
)

var peers = flag.Bool("peers", false, "compare the packs with other tools on the pairs; the README has the table")

// A peer is a tool that names the files that it finds something in.
type peer struct {
	name      string
	languages []string
	command   []string
}

var peerTools = []peer{
	{"bandit", []string{"python"}, []string{"bandit", "-q", "-r", "-f", "csv", "."}},
	{"gosec", []string{"go"}, []string{"gosec", "-quiet", "-no-fail", "-fmt=text", "./..."}},
	{"eslint-plugin-security", []string{"javascript"}, []string{"eslint", "--no-config-lookup", "-c", "eslint.config.mjs", "."}},
	{"flawfinder", []string{"c", "cpp"}, []string{"flawfinder", "--csv", "--quiet", "."}},
	{"cppcheck", []string{"c", "cpp"}, []string{"cppcheck", "--quiet", "--enable=warning,portability", "--template={file}:{line}: {id}", "."}},
}

// peerFiles are what a tool wants beside the programs.
var peerFiles = map[string]string{
	"go.mod": "module pairs\n\ngo 1.24\n",
	"eslint.config.mjs": `import security from "eslint-plugin-security";
export default [security.configs.recommended, { files: ["**/*.js"], languageOptions: { sourceType: "module" } }];
`,
}

// TestPeers runs other tools on the pairs: how many weak programs each finds something in, and how many cures. A finding
// of theirs counts whatever it says, one of ours if it blocks.
func TestPeers(t *testing.T) {
	if !*peers {
		t.Skip("-peers runs it")
	}
	pairs, set := readPairs(t), rules.NewSet(Builtin())
	for _, p := range peerTools {
		t.Run(p.name, func(t *testing.T) {
			own := slices.DeleteFunc(slices.Clone(pairs), func(q pair) bool { return !slices.Contains(p.languages, q.language) })
			out := p.run(t, own)
			theirs, ours := [2]int{}, [2]int{}
			for _, q := range own {
				for k, f := range []txtar.File{q.bad, q.good} {
					if strings.Contains(out, f.Name) {
						theirs[k]++
					}
					if slices.ContainsFunc(findingsIn(t, set, f), func(f rules.Finding) bool { return f.Blocks(rules.DefaultThreshold) }) {
						ours[k]++
					}
				}
			}
			fmt.Printf("| %s | %s | %d | %d / %d | %d / %d |\n", p.name, strings.Join(p.languages, ", "), len(own), theirs[0], theirs[1], ours[0], ours[1])
		})
	}
}

// run writes the programs, each in a folder of its own, and returns what the tool prints of them.
func (p *peer) run(t *testing.T, pairs []pair) string {
	t.Helper()
	program, err := exec.LookPath(p.command[0])
	if err != nil {
		t.Skipf("%s is not installed", p.command[0])
	}
	folder := t.TempDir()
	for _, q := range pairs {
		for _, f := range []txtar.File{q.bad, q.good} {
			write(t, filepath.Join(folder, filepath.FromSlash(f.Name)), f.Data)
		}
	}
	for name, text := range peerFiles {
		write(t, filepath.Join(folder, name), []byte(text))
	}
	if modules := os.Getenv("SLUICE_NODE_MODULES"); modules != "" {
		if err := os.Symlink(modules, filepath.Join(folder, "node_modules")); err != nil {
			t.Fatal(err)
		}
	}
	run := exec.CommandContext(t.Context(), program, p.command[1:]...)
	run.Dir = folder
	out, err := run.CombinedOutput() // findings are a failure to most of them
	if len(out) == 0 {
		t.Fatalf("%s said nothing: %v", p.name, err)
	}
	return string(out)
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}
}
