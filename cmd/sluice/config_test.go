package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/sluice-lsp/sluice/completion/settings"
)

// showConfig runs `sluice config show` with a user's configuration and a workspace's.
func showConfig(t *testing.T, user, workspace string, args ...string) (stdout, stderr string) {
	t.Helper()
	home, root := t.TempDir(), t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", home)
	t.Setenv("HOME", home)
	own, err := settings.UserPath()
	if err != nil {
		t.Fatal(err)
	}
	for path, text := range map[string]string{
		own: user, filepath.Join(root, ".git", "HEAD"): "",
		filepath.Join(root, ".sluice.yaml"): workspace,
	} {
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := &cobra.Command{Use: "sluice"}
	addSettingsFlag(cmd)
	cmd.AddCommand(configCommand())
	var out, errs bytes.Buffer
	cmd.SetOut(&out)
	cmd.SetErr(&errs)
	cmd.SetArgs(append([]string{"config", "show", root}, args...))
	if err := cmd.Execute(); err != nil {
		t.Fatal(err)
	}
	return out.String(), errs.String()
}

const userConfig = "backend:\n  key: {command: [pass, hunter2]}\n  model: mine\n"

func TestConfigShowTable(t *testing.T) {
	out, errs := showConfig(t, userConfig, "completion: {enabled: false}\nlog: {file: /tmp/x}\n", "--set", "backend.url=embedded")
	for _, want := range []string{"config.yaml:3", ".sluice.yaml:1", "command pass", "embedded", "--set", "defaults"} {
		if !strings.Contains(out, want) {
			t.Errorf("%q is not in the table:\n%s", want, out)
		}
	}
	if strings.Contains(out+errs, "hunter2") {
		t.Error("an argument of the key's command is shown")
	}
	if !strings.Contains(errs, "log.file") {
		t.Errorf("the workspace's log.file is not reported: %s", errs)
	}
}

func TestConfigShowJSON(t *testing.T) {
	out, _ := showConfig(t, userConfig, "completion: {enabld: false}\n", "--json")
	var shown struct {
		Settings []struct {
			Key  string
			From []struct{ Source string }
		}
		Problems []struct{ Message string }
	}
	if err := json.Unmarshal([]byte(out), &shown); err != nil {
		t.Fatal(err)
	}
	if len(shown.Settings) == 0 || len(shown.Problems) != 1 || strings.Contains(out, "hunter2") {
		t.Errorf("got %s", out)
	}
	for _, s := range shown.Settings {
		if len(s.From) == 0 {
			t.Errorf("%s comes from nowhere", s.Key)
		}
	}
}
