package workspace

import (
	"encoding/json"
	"path"
	"regexp"
	"strings"

	"github.com/BurntSushi/toml"
	"golang.org/x/mod/modfile"
)

// readerOf returns what reads a manifest of a language. A nil reader stands for what cannot be read as data:
// nothing is certain beside it.
func readerOf(language, name string) (manifestReader, bool) {
	switch language {
	case "python":
		switch {
		case strings.HasPrefix(name, "requirements") && (strings.HasSuffix(name, ".txt") || strings.HasSuffix(name, ".in")):
			return requirements, true
		case name == "pyproject.toml":
			return pyproject, true
		case name == "Pipfile":
			return pipfile, true
		case name == "setup.cfg":
			return setupConfig, true
		case name == "poetry.lock" || name == "uv.lock" || name == "pdm.lock":
			return tomlLock, true
		case name == "setup.py" || name == "environment.yml" || name == "environment.yaml" || name == "conda.yaml" || name == "BUILD" || name == "BUILD.bazel":
			return nil, true
		}
	case "go":
		switch name {
		case "go.mod":
			return goMod, true
		case "go.work":
			return nil, true
		}
	case "java":
		switch name {
		case "pom.xml":
			return pom, true
		case "build.gradle", "build.gradle.kts", "gradle.lockfile", "libs.versions.toml":
			return gradle, true
		case "settings.gradle", "settings.gradle.kts", "BUILD", "BUILD.bazel", "build.xml", "ivy.xml":
			return nil, true
		}
	case "javascript":
		switch name {
		case "package.json":
			return packageJSON, true
		case "tsconfig.json", "jsconfig.json", "tsconfig.base.json":
			return aliases, true
		case "deno.json", "deno.jsonc", "import_map.json", ".pnp.cjs":
			return nil, true
		}
	}
	return nil, false
}

// requirement matches the name at the start of a requirement (PEP 508).
var requirement = regexp.MustCompile(`^\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[[^\]]*\])?\s*(?:$|[<>=!~;@(#\s])`)

func (m *manifests) requirement(text string) bool {
	found := requirement.FindStringSubmatch(text)
	if found != nil {
		m.need(found[1])
	}
	return found != nil
}

// requirements reads pip's requirement files.
func requirements(m *manifests, rel, text string) bool {
	whole := true
	for line := range strings.Lines(strings.ReplaceAll(text, "\\\n", " ")) {
		line = strings.TrimSpace(line)
		option, value, _ := strings.Cut(strings.Replace(line, "=", " ", 1), " ")
		switch {
		case line == "" || line[0] == '#':
		case option == "-r" || option == "--requirement":
			if value = strings.TrimSpace(value); len(m.read) > maxIncluded || path.IsAbs(value) {
				whole = false
				continue
			}
			m.file(path.Join(path.Dir(rel), value), requirements)
		case option == "-e" || option == "--editable":
			whole = false
		case line[0] == '-':
		default:
			whole = m.requirement(line) && whole
		}
	}
	return whole
}

// pyproject reads what pip, Poetry and others keep in pyproject.toml.
func pyproject(m *manifests, _, text string) bool {
	var file struct {
		Project *struct {
			Name         string
			Dependencies []string
			Optional     map[string][]string `toml:"optional-dependencies"`
			Dynamic      []string
		}
		Groups map[string][]any            `toml:"dependency-groups"`
		Build  struct{ Requires []string } `toml:"build-system"`
		Tool   struct {
			Poetry *struct {
				Name         string
				Dependencies map[string]any
				Dev          map[string]any `toml:"dev-dependencies"`
				Extras       map[string][]string
				Group        map[string]struct{ Dependencies map[string]any }
			}
			PDM map[string]any `toml:"pdm"`
			UV  struct {
				Dev []string `toml:"dev-dependencies"`
			} `toml:"uv"`
		}
	}
	if _, err := toml.Decode(text, &file); err != nil {
		return false
	}
	whole := file.Tool.PDM["dev-dependencies"] == nil
	lists := [][]string{file.Build.Requires, file.Tool.UV.Dev}
	if p := file.Project; p != nil {
		m.need(p.Name)
		lists = append(lists, p.Dependencies)
		for _, list := range p.Optional {
			lists = append(lists, list)
		}
		for _, d := range p.Dynamic {
			whole = whole && d != "dependencies" && d != "optional-dependencies"
		}
	}
	for _, group := range file.Groups {
		for _, entry := range group {
			if text, ok := entry.(string); ok {
				lists = append(lists, []string{text})
			}
		}
	}
	for _, list := range lists {
		for _, text := range list {
			whole = m.requirement(text) && whole
		}
	}
	if p := file.Tool.Poetry; p != nil {
		m.need(p.Name)
		tables := []map[string]any{p.Dependencies, p.Dev}
		for _, g := range p.Group {
			tables = append(tables, g.Dependencies)
		}
		for _, table := range tables {
			for name := range table {
				m.need(name)
			}
		}
	}
	// A file that only configures tools is no manifest of what is needed.
	return whole && (file.Project != nil || file.Tool.Poetry != nil || len(m.out.Packages) > 0)
}

func pipfile(m *manifests, _, text string) bool {
	var file map[string]any
	if _, err := toml.Decode(text, &file); err != nil {
		return false
	}
	for section, value := range file {
		table, ok := value.(map[string]any)
		if !ok || section == "requires" || section == "scripts" || section == "pipenv" {
			continue
		}
		for name := range table {
			m.need(name)
		}
	}
	return true
}

// tomlLock reads the lock files that list packages as tables.
func tomlLock(m *manifests, _, text string) bool {
	var file struct{ Package []struct{ Name string } }
	if _, err := toml.Decode(text, &file); err != nil {
		return false
	}
	for _, p := range file.Package {
		m.need(p.Name)
	}
	return true
}

// setupConfig reads setuptools' declarative form.
func setupConfig(m *manifests, _, text string) bool {
	listing, whole, any := false, true, false
	for line := range strings.Lines(text) {
		trimmed := strings.TrimSpace(line)
		key, value, isKey := strings.Cut(trimmed, "=")
		switch {
		case trimmed == "" || trimmed[0] == '#' || trimmed[0] == ';':
		case trimmed[0] == '[':
			listing = trimmed == "[options.extras_require]"
		case line[0] != ' ' && line[0] != '\t' && isKey:
			key = strings.TrimSpace(key)
			listing = key == "install_requires" || key == "setup_requires" || key == "tests_require"
			any = any || key == "install_requires"
			if value = strings.TrimSpace(value); listing && value != "" {
				whole = m.requirement(value) && whole
			}
		case listing && !strings.HasPrefix(trimmed, "file:"):
			m.requirement(trimmed)
		case listing:
			whole = false
		}
	}
	return whole && (any || len(m.out.Packages) > 0)
}

func goMod(m *manifests, _, text string) bool {
	file, err := modfile.ParseLax("go.mod", []byte(text), nil)
	if err != nil || file.Module == nil {
		return false
	}
	m.need(file.Module.Mod.Path)
	for _, r := range file.Require {
		m.need(r.Mod.Path)
	}
	return true
}

func packageJSON(m *manifests, _, text string) bool {
	var file struct {
		Name       string
		Needs      map[string]any `json:"dependencies"`
		Dev        map[string]any `json:"devDependencies"`
		Peer       map[string]any `json:"peerDependencies"`
		Optional   map[string]any `json:"optionalDependencies"`
		Workspaces any
	}
	if json.Unmarshal([]byte(text), &file) != nil {
		return false
	}
	m.need(file.Name)
	for _, table := range []map[string]any{file.Needs, file.Dev, file.Peer, file.Optional} {
		for name := range table {
			m.need(name)
		}
	}
	return file.Workspaces == nil // what else is in the repository may be imported by its name
}

// aliases reports whether a configuration of TypeScript leaves the names of modules as they are.
func aliases(_ *manifests, _, text string) bool {
	return !strings.Contains(text, `"paths"`) && !strings.Contains(text, `"baseUrl"`) && !strings.Contains(text, `"extends"`)
}
