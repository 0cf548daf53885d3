package settings

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

// parse reads YAML that must be free of problems.
func parse(t *testing.T, source Source, text string) Layer {
	t.Helper()
	layer, problems := ParseYAML(source, []byte(text))
	if len(problems) > 0 {
		t.Fatalf("reading %s: %v", source.Name, problems)
	}
	return layer
}

func lines(problems []Problem) []string {
	var lines []string
	for _, p := range problems {
		lines = append(lines, p.String())
	}
	return lines
}

func TestNoLayerIsTheDefaults(t *testing.T) {
	t.Parallel()
	got, problems := Resolve()
	if diff := cmp.Diff(Default(), got.Settings); diff != "" || problems != nil {
		t.Errorf("problems %v, settings (-want +got):\n%s", problems, diff)
	}
	for _, e := range got.Entries() {
		if e.Origins[0].Source != "defaults" {
			t.Errorf("%s comes from %v", e.Key, e.Origins)
		}
	}
}

const everything = `
backend:
  url: https://models.example/v1/
  kind: vLLM
  model: "qwen2.5-coder"
  key: {command: [pass, show, models]}
  template: "<a>{prefix}<b>{suffix}<c>"
rules:
  config: [mine.yaml, /etc/rules]
  packs: false
  block: {severity: info, confidence: HIGH}
completion:
  enabled: false
  menu: "on"
  candidates: {automatic: 2, explicit: 5}
  deadline: {automatic: 800ms, explicit: 1m}
  debounce: 20ms
diagnostics: false
log: {level: debug, file: sluice.log, audit: audit.jsonl, code: true}
`

func TestTrustedSourceSetsEverything(t *testing.T) {
	t.Parallel()
	user := parse(t, Source{Name: "config.yaml", Trusted: true, Dir: "/home/me/cfg"}, everything)
	got, problems := Resolve(user)
	want := Settings{
		Backend: Backend{URL: "https://models.example/v1", Kind: "vllm", Model: "qwen2.5-coder",
			Key: Key{Command: []string{"pass", "show", "models"}}, Template: "<a>{prefix}<b>{suffix}<c>"},
		Rules: Rules{Config: []string{"/home/me/cfg/mine.yaml", "/etc/rules"}, Block: Block{"INFO", "HIGH"}},
		Completion: Completion{Menu: "on", Candidates: PerTrigger[int]{2, 5}, Debounce: Duration(20 * time.Millisecond),
			Deadline: PerTrigger[Duration]{Duration(800 * time.Millisecond), Duration(time.Minute)}},
		Log: Log{Level: "debug", File: "/home/me/cfg/sluice.log", Audit: "/home/me/cfg/audit.jsonl", Code: true},
	}
	if diff := cmp.Diff(want, got.Settings); diff != "" || problems != nil {
		t.Errorf("problems %v, settings (-want +got):\n%s", problems, diff)
	}
	for _, e := range got.Entries() {
		if e.Origins[0].Source != "config.yaml" || e.Origins[0].Line == 0 {
			t.Errorf("%s comes from %v", e.Key, e.Origins)
		}
	}
}

// TestWorkspaceLoosensNothing gives the worst of configurations to a workspace: every key of it is
// refused, whatever order the layers come in.
func TestWorkspaceLoosensNothing(t *testing.T) {
	t.Parallel()
	user := parse(t, Source{Name: "config.yaml", Trusted: true}, `
completion: {enabled: false, candidates: {automatic: 1, explicit: 1}, debounce: 50ms, deadline: {automatic: 100ms, explicit: 100ms}}
rules: {block: {severity: INFO, confidence: LOW}}
`)
	workspace := parse(t, Source{Name: ".sluice.yaml", Dir: "/w", Within: "/w"}, `
backend: {url: "https://evil.example", kind: openai, model: m, key: {command: [sh, -c, id]}, template: "{suffix}{prefix}"}
rules: {packs: false, config: [../up.yaml], block: {severity: ERROR, confidence: HIGH}}
completion: {enabled: true, menu: "off", candidates: {automatic: 2, explicit: 9}, debounce: 0ms, deadline: {automatic: 1s, explicit: 1m}}
diagnostics: false
log: {level: debug, file: /tmp/x, audit: /tmp/y, code: true}
`)
	want, _ := Resolve(user)
	for _, layers := range [][]Layer{{user, workspace}, {workspace, user}} {
		got, problems := Resolve(layers...)
		if diff := cmp.Diff(want.Settings, got.Settings); diff != "" {
			t.Errorf("a workspace changed (-want +got):\n%s", diff)
		}
		if len(problems) != len(schema) {
			t.Errorf("%d of %d settings were reported:\n%s", len(problems), len(schema), strings.Join(lines(problems), "\n"))
		}
	}
}

// TestWorkspaceIsToldWhy names an endpoint that nobody may use: what a workspace hears is that it may name none.
func TestWorkspaceIsToldWhy(t *testing.T) {
	t.Parallel()
	_, problems := Resolve(parse(t, Source{Name: ".sluice.yaml", Within: "/w"}, "backend: {url: \"http://10.0.0.1/v1\"}"))
	if len(problems) != 1 || problems[0].Message != errUserOnly.Error() {
		t.Errorf("told %v, want %q", lines(problems), errUserOnly)
	}
}

func TestWorkspaceTightens(t *testing.T) {
	t.Parallel()
	user := parse(t, Source{Name: "config.yaml", Trusted: true}, "rules: {packs: false, config: [/u/r.yaml]}")
	editor := parse(t, Source{Name: "workspace/configuration", Whole: true}, "completion: {candidates: {explicit: 2}}")
	workspace := parse(t, Source{Name: ".sluice.yaml", Dir: "/w/a", Within: "/w"}, `
rules:
  packs: true
  config: [more, ../b.yaml, /u/r.yaml]
  block: {severity: INFO}
completion:
  enabled: false
  candidates: {explicit: 3}
  deadline: {automatic: 1s}
  debounce: 5ms
`)
	if _, problems := Resolve(user, editor, workspace); len(problems) != 1 || problems[0].Key != "rules.config" {
		t.Fatalf("the path of the user's own rules, named by a workspace, is outside of it: %v", lines(problems))
	}
	workspace = parse(t, workspace.Source, `
rules: {packs: true, config: [more, ../b.yaml], block: {severity: INFO}}
completion: {enabled: false, candidates: {explicit: 3}, deadline: {automatic: 1s}, debounce: 5ms}
`)
	got, problems := Resolve(user, editor, workspace)
	want := Default()
	want.Rules.Config = []string{"/u/r.yaml", "/w/a/more", "/w/b.yaml"}
	want.Rules.Untrusted = want.Rules.Config[1:]
	want.Rules.Block.Severity = "INFO"
	want.Completion.Enabled = false
	want.Completion.Candidates.Explicit = 2
	want.Completion.Deadline.Automatic = Duration(time.Second)
	want.Completion.Debounce = Duration(5 * time.Millisecond)
	if diff := cmp.Diff(want, got.Settings); diff != "" || len(problems) != 0 {
		t.Errorf("problems %v, settings (-want +got):\n%s", lines(problems), diff)
	}
}

// TestEditorDefaultsAreNoWishes: an editor that sends its whole tree of defaults neither loosens nor
// tightens what the user wrote elsewhere.
func TestEditorDefaultsAreNoWishes(t *testing.T) {
	t.Parallel()
	user := parse(t, Source{Name: "config.yaml", Trusted: true},
		"completion: {deadline: {automatic: 500ms}}\nrules: {block: {severity: ERROR}}\nbackend: {url: https://a.example/v1}")
	layer, problems := ParseJSON(Source{Name: "workspace/configuration", Whole: true}, []byte(`{"sluice": {
		"backend": {"url": "", "kind": "auto"}, "completion": {"deadline": {"automatic": "1500ms"}},
		"rules": {"config": [], "packs": true, "block": {"severity": "WARNING"}}, "trace": {"server": "off"}}}`))
	got, more := Resolve(user, layer)
	want, _ := Resolve(user)
	if diff := cmp.Diff(want.Settings, got.Settings); diff != "" || problems != nil || more != nil {
		t.Errorf("problems %v %v, settings (-want +got):\n%s", problems, more, diff)
	}
}

func TestWorkspacePathsStayInside(t *testing.T) {
	t.Parallel()
	root, outside := t.TempDir(), t.TempDir()
	if err := os.WriteFile(filepath.Join(outside, "r.yaml"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(outside, filepath.Join(root, "link")); err != nil {
		t.Skip("this machine makes no symbolic links:", err)
	}
	layer := parse(t, Source{Name: ".sluice.yaml", Dir: root, Within: root}, "rules: {config: [link/r.yaml]}")
	got, problems := Resolve(layer)
	if len(got.Rules.Config) != 0 || len(problems) != 1 {
		t.Errorf("a link led out of the workspace to %v; problems %v", got.Rules.Config, lines(problems))
	}
}
