package settings

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestProblems says what each mistake is answered with. A source with a mistake keeps its other settings.
func TestProblems(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, yaml, want string }{
		{"typo", "backend:\n  ulr: x", "c.yaml:2: backend.ulr: there is no such setting; did you mean backend.url?"},
		{"typo of a section", "competion: {enabled: true}", "c.yaml:1: competion: there is no such setting; did you mean completion?"},
		{"misplaced", "url: x", "c.yaml:1: url: there is no such setting; did you mean backend.url?"},
		{"unlike anything", "qqqqqqqqqqqq: x", "c.yaml:1: qqqqqqqqqqqq: there is no such setting"},
		{"type", "diagnostics: 3", "c.yaml:1: diagnostics: must be true or false, not a number"},
		{"quoted boolean", `diagnostics: "true"`, "c.yaml:1: diagnostics: must be true or false, not text"},
		{"section", "rules: [a]", "c.yaml:1: rules: must be a mapping of settings, not a list"},
		{"choice", "completion: {menu: maybe}", "c.yaml:1: completion.menu: must be one of auto, on, off"},
		{"range", "completion:\n  candidates:\n    explicit: 0", "c.yaml:3: completion.candidates.explicit: must be between 1 and 10, not 0"},
		{"no unit", "completion: {debounce: 100}", `c.yaml:1: completion.debounce: must be a duration with its unit, such as "1500ms" or "2s"`},
		{"no time", "completion: {deadline: {automatic: 0s}}", "c.yaml:1: completion.deadline.automatic: must be between 1ms and 10m0s, not 0s"},
		{"list", "rules: {config: [a, 1]}", "c.yaml:1: rules.config: entry 2 must be text, not a number"},
		{"syntax", "a: [", "c.yaml:1: this is not YAML: "},
		{"alias", "backend: {model: &a x, kind: *a}", "c.yaml:1: holds an anchor, an alias or a tag; write the value itself"},
		{"twice", "backend.model: a\nbackend:\n  model: b", "c.yaml:3: backend.model: is set twice; the later one holds"},
		{"two documents", "diagnostics: true\n---\ndiagnostics: false", "c.yaml: must be a single document"},
		{"large", strings.Repeat("#", maxBytes+1), "c.yaml: is larger than 32 KiB"},
		{"deep", strings.Repeat("[", 1000), "c.yaml: is nested too deeply"},
		{"deep over lines", strings.Repeat("[\n", 1000), "c.yaml: is nested too deeply"},
		{"http elsewhere", "backend: {url: http://10.0.0.1/v1}", "c.yaml:1: backend.url: must be https, since this host is not on your machine"},
		{"disguised loopback", "backend: {url: http://127.0.0.1.evil.example}", "c.yaml:1: backend.url: must be https, since this host is not on your machine"},
		{"other scheme", "backend: {url: file:///etc/passwd}", "c.yaml:1: backend.url: must be a URL such as"},
		{"template", "backend: {template: qwenn}", "c.yaml:1: backend.template: must be one of auto, qwen,"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			layer, problems := ParseYAML(Source{Name: "c.yaml", Trusted: true}, []byte(test.yaml+"\n"))
			_, more := Resolve(layer)
			got := lines(append(problems, more...))
			if len(got) != 1 || !strings.HasPrefix(got[0], test.want) {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// TestSecretsAreNotRepeated: where a key was written by mistake, no problem shows it.
func TestSecretsAreNotRepeated(t *testing.T) {
	t.Parallel()
	const secret = "sk-abcdef0123456789"
	for _, text := range []string{
		"backend: {key: " + secret + "}", "backend: {key: {env: " + secret + "}}", "backend: {key: {token: " + secret + "}}",
		"backend: {key: {command: " + secret + "}}", "backend: {url: \"https://user:" + secret + "@a.example/v1\"}",
		"backend: {url: \"https://a.example/v1?key=" + secret + "\"}", "backend: {key: [" + secret, "backend:\n\tkey: " + secret,
		"backend: {kind: " + secret + "}", "backend: {template: " + secret + "}",
	} {
		layer, problems := ParseYAML(Source{Name: "c.yaml", Trusted: true}, []byte(text))
		resolved, more := Resolve(layer)
		all := lines(append(problems, more...))
		if len(all) == 0 || strings.Contains(strings.Join(all, "\n"), secret) {
			t.Errorf("%s: problems %q", text, all)
		}
		if diff := cmp.Diff(Default(), resolved.Settings); diff != "" {
			t.Errorf("%s changed (-want +got):\n%s", text, diff)
		}
	}
}

func TestURLs(t *testing.T) {
	t.Parallel()
	for _, good := range []string{"http://127.0.0.1:8080/v1", "http://localhost:11434", "http://[::1]:8080/v1", "http://127.9.9.9", "https://api.example/v1"} {
		if err := CheckURL(good); err != nil {
			t.Errorf("%s: %v", good, err)
		}
	}
	for _, bad := range []string{"", "x", "//localhost", "http://", "http://0.0.0.0:8080", "http://localhost.evil.example", "ftp://localhost", "http:localhost",
		"http://2130706433", "http://u@localhost", "http://localhost?x=1", "https://a.example#f", "http://[::ffff:10.0.0.1]"} {
		if CheckURL(bad) == nil {
			t.Errorf("%s is accepted", bad)
		}
	}
}

// TestShapesOfJSON: the tree may come bare, under its name, with dotted keys, or not at all.
func TestShapesOfJSON(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		`{"completion": {"candidates": {"explicit": 2}}}`, `{"sluice": {"completion": {"candidates": {"explicit": 2}}}, "gopls": {"x": 1}}`,
		`{"completion.candidates.explicit": 2.0}`, `{"sluice": {"completion.candidates": {"explicit": 2, "automatic": null}}}`,
	} {
		layer, problems := ParseJSON(Source{Name: "initializationOptions", Trusted: true}, []byte(text))
		got, more := Resolve(layer)
		if got.Completion.Candidates.Explicit != 2 || problems != nil || more != nil {
			t.Errorf("%s: %d candidates, problems %v %v", text, got.Completion.Candidates.Explicit, problems, more)
		}
	}
	for _, text := range []string{"", "null", "{}", `{"sluice": null}`} {
		if layer, problems := ParseJSON(Source{}, []byte(text)); len(layer.entries) > 0 || problems != nil {
			t.Errorf("%q: %v %v", text, layer, problems)
		}
	}
	for _, text := range []string{"[1]", "3", `{"a":1} x`, "{", `"text"`} {
		if _, problems := ParseJSON(Source{}, []byte(text)); len(problems) != 1 {
			t.Errorf("%q: problems %v", text, problems)
		}
	}
}

func TestFlags(t *testing.T) {
	t.Parallel()
	layer, problems := Flags("/here", "backend.url=embedded", "backend.key={env: NAME}", "rules.config=[a.yaml]", "completion.debounce=5ms")
	got, more := Resolve(layer)
	if got.Backend.URL != Embedded || got.Backend.Key.Env != "NAME" || !slices.Equal(got.Rules.Config, []string{"/here/a.yaml"}) || problems != nil || more != nil {
		t.Errorf("settings %+v, problems %v %v", got.Settings, problems, more)
	}
	if _, problems := Flags("", "backend", "nothing=1", "diagnostics=["); len(problems) != 3 {
		t.Errorf("problems %v", lines(problems))
	}
}

func TestEverySettingHasItsDefaultAccepted(t *testing.T) {
	t.Parallel()
	resolved, _ := Resolve()
	for _, e := range resolved.Entries() {
		if schemaOf(e.Key) == nil || isSection(e.Key) {
			t.Errorf("%s is not a setting", e.Key)
		}
	}
}
