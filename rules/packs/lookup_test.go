package packs

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// A named row is one that a library must know; one that goes by the last name alone may be of any.
var reRow = regexp.MustCompile(`(?m)^  - \{.*?(callee|access|annotation|assign): "?([^",}]+)"?[,}].*$`)

// rowNames lists the names in full that a language's models speak of.
func rowNames(t *testing.T, language string) (names []string) {
	t.Helper()
	text, err := files.ReadFile(language + "/models.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range reRow.FindAllStringSubmatch(string(text), -1) {
		if strings.Contains(m[2], ".") && !strings.Contains(m[0], "unresolved: name") {
			names = append(names, m[2])
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// lookups are programs that read names, one a line, and answer with those that they looked up: {"found": […], "missing": […]}.
// What is not installed is in neither.
var lookups = []struct {
	language string
	command  []string
	least    int // names that any installation has
}{
	{"python", []string{"python3", "testdata/lookup/lookup.py"}, 150},
	{"java", []string{"java", "testdata/lookup/Lookup.java"}, 150},
	{"javascript", []string{"node", "testdata/lookup/lookup.js"}, 100},
}

// elsewhere are names that some version of a library knows, or an instance, and the one that is asked does not.
var elsewhere = map[string]string{
	"cgi.escape": "until Python 3.8", "platform.popen": "until Python 3.8",
	"urllib.quote": "Python 2", "urllib.quote_plus": "Python 2", "urllib.urlencode": "Python 2", "urllib.urlopen": "Python 2",
	"flask.Markup": "until Flask 2.3", "flask.escape": "until Flask 2.3", "flask.safe_join": "until Flask 2.1",
	"RegExp.escape":                   "from ES2025 on",
	"http.IncomingMessage.rawHeaders": "set by the constructor", "node:http.IncomingMessage.rawHeaders": "set by the constructor",
	"http.IncomingMessage.url": "set by the constructor", "node:http.IncomingMessage.url": "set by the constructor",
}

// TestRowsExist asks the libraries themselves for what the models name: standard libraries always, and others where
// they are installed.
func TestRowsExist(t *testing.T) {
	for _, l := range lookups {
		t.Run(l.language, func(t *testing.T) {
			program, err := exec.LookPath(l.command[0])
			if err != nil {
				t.Skipf("%s is not installed", l.command[0])
			}
			names := rowNames(t, l.language)
			look := exec.CommandContext(t.Context(), program, l.command[1:]...)
			look.Stdin, look.Stderr = strings.NewReader(strings.Join(names, "\n")), os.Stderr
			out, err := look.Output()
			if err != nil {
				t.Fatal(err)
			}
			var answer struct{ Found, Missing []string }
			if err := json.Unmarshal(bytes.TrimSpace(out[bytes.LastIndexByte(bytes.TrimSpace(out), '\n')+1:]), &answer); err != nil {
				t.Fatal(err)
			}
			t.Logf("%d of %d rows looked up", len(answer.Found)+len(answer.Missing), len(names))
			for _, name := range answer.Missing {
				if elsewhere[name] == "" {
					t.Errorf("the library knows no %s", name)
				}
			}
			if len(answer.Found) < l.least {
				t.Errorf("%d names were found, want %d", len(answer.Found), l.least)
			}
		})
	}
}

var reExported = regexp.MustCompile(`(?m)^(?:func (?:\(\w* ?\*?(\w+)(?:\[[^\]]*\])?\) )?|type |var |const |\t)([A-Z]\w*)`)

// TestGoRowsExist looks for what the models name in the sources of Go's standard library.
func TestGoRowsExist(t *testing.T) {
	root, err := exec.CommandContext(t.Context(), "go", "env", "GOROOT").Output()
	if err != nil {
		t.Skip("go is not installed")
	}
	src, found := filepath.Join(strings.TrimSpace(string(root)), "src"), 0
	for _, name := range rowNames(t, "go") {
		cut := strings.LastIndexByte(name, '/') + 1
		parts := strings.Split(name[cut:], ".")
		folder := filepath.Join(src, filepath.FromSlash(name[:cut]+parts[0]))
		if _, err := os.Stat(folder); err != nil || len(parts) < 2 {
			continue
		}
		if !declares(t, folder, parts[len(parts)-1]) || !declares(t, folder, parts[1]) {
			t.Errorf("the library knows no %s", name)
		}
		found++
	}
	if found < 150 {
		t.Errorf("%d names were found", found)
	}
}

var declared = map[string]map[string]bool{}

func declares(t *testing.T, folder, name string) bool {
	t.Helper()
	if declared[folder] == nil {
		declared[folder] = map[string]bool{}
		sources, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range sources {
			text, err := os.ReadFile(s)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range reExported.FindAllStringSubmatch(string(text), -1) {
				declared[folder][m[2]] = true
			}
		}
	}
	return declared[folder][name]
}
