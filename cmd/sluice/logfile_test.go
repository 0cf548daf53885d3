package main

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/completion/settings"
)

func TestLogFollowsTheSettings(t *testing.T) {
	var stderr bytes.Buffer
	l := newLogFile(&stderr)
	defer l.close()
	log := slog.New(l).With("session", 1)
	name := filepath.Join(t.TempDir(), "log")

	log.Info("first")
	log.Debug("too fine")
	if err := l.set(settings.Log{Level: "debug", File: name}); err != nil {
		t.Fatal(err)
	}
	log.Debug("second")
	if err := l.set(settings.Log{Level: "debug", File: filepath.Join(name, "below a file")}); err == nil {
		t.Error("no error for a file that cannot be opened")
	}
	log.Info("third")
	if err := l.set(settings.Log{Level: "warn"}); err != nil {
		t.Fatal(err)
	}
	log.Info("too fine")
	log.Warn("fourth")

	written, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][]string{stderr.String(): {"first", "fourth"}, string(written): {"second", "third"}} {
		if n := strings.Count(text, "\n"); n != len(want) {
			t.Errorf("%d lines, want %v:\n%s", n, want, text)
		}
		for _, w := range want {
			if !strings.Contains(text, w) || !strings.Contains(text, "session=1") {
				t.Errorf("no %s in:\n%s", w, text)
			}
		}
	}
	if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the log has mode %v, want 0600", info.Mode())
	}
}
