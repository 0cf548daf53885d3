package backend

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/zalando/go-keyring"

	"github.com/sluice-lsp/sluice/completion/backend/scripted"
	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/settings"
)

const testKey = "sk-test-0123456789abcdef"

// keyPrinter writes a program that prints what it is told to.
func keyPrinter(t *testing.T, script string) []string {
	t.Helper()
	shell, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("this machine has no sh:", err)
	}
	path := filepath.Join(t.TempDir(), "printer.sh")
	if err := os.WriteFile(path, []byte(script), 0o600); err != nil {
		t.Fatal(err)
	}
	return []string{shell, path, "an argument; with $(shell) characters"}
}

func TestKeySources(t *testing.T) {
	keyring.MockInit()
	if err := keyring.Set("models", keyAccount, testKey); err != nil {
		t.Fatal(err)
	}
	t.Setenv("SLUICE_TEST_KEY", " "+testKey+"\n")
	for name, source := range map[string]settings.Key{
		"env": {Env: "SLUICE_TEST_KEY"}, "keyring": {Keyring: "models"},
		"command": {Command: keyPrinter(t, "echo "+testKey+"\necho more\n")},
	} {
		if key, err := fetchKey(t.Context(), source); key.reveal() != testKey || err != nil {
			t.Errorf("%s: %d bytes, %v", name, len(key.reveal()), err)
		}
	}
}

func TestKeyTrouble(t *testing.T) {
	keyring.MockInit()
	t.Setenv("SLUICE_TEST_KEY", testKey+" "+testKey)
	for name, source := range map[string]settings.Key{
		"unset": {Env: "SLUICE_TEST_NO_KEY"}, "two words": {Env: "SLUICE_TEST_KEY"}, "no such entry": {Keyring: "none"},
		"fails":      {Command: keyPrinter(t, "echo "+testKey+"\necho "+testKey+" >&2\nexit 3\n")},
		"no program": {Command: []string{filepath.Join(t.TempDir(), "missing")}}, "says nothing": {Command: keyPrinter(t, "")},
	} {
		key, err := fetchKey(t.Context(), source)
		var trouble *Trouble
		if key.reveal() != "" || !errors.As(err, &trouble) || strings.Contains(fmt.Sprintf("%v %+v", err, trouble.cause), testKey) {
			t.Errorf("%s: %d bytes, %v", name, len(key.reveal()), err)
		}
	}
}

// TestNothingLeaks: a server that throws back all that it was sent, in each kind of error, brings
// neither the key nor the prompt into an error, a name, an Info or a log.
func TestNothingLeaks(t *testing.T) {
	t.Setenv("SLUICE_TEST_KEY", testKey)
	const private = "THE_PRIVATE_LINE_OF_THE_USER"
	echo := func(r *scripted.Request) string {
		return fmt.Sprintf(`{"error":{"message":"for %s: %s %s"}}`, testKey, private, r.Header.Get("Authorization"))
	}
	for name, reply := range map[string]func(r *scripted.Request) scripted.Reply{
		"200": func(r *scripted.Request) scripted.Reply { return scripted.Reply{scripted.Status(200, echo(r))} },
		"400": func(r *scripted.Request) scripted.Reply { return scripted.Reply{scripted.Status(400, echo(r))} },
		"401": func(r *scripted.Request) scripted.Reply { return scripted.Reply{scripted.Status(401, echo(r))} },
		"500": func(r *scripted.Request) scripted.Reply { return scripted.Reply{scripted.Status(500, testKey)} },
		"stream": func(r *scripted.Request) scripted.Reply {
			return scripted.Reply{scripted.Text("x"), scripted.Raw("data: " + echo(r) + "\n\n")}
		},
		"cut": func(*scripted.Request) scripted.Reply { return scripted.Reply{scripted.Text("x"), scripted.Cut()} },
		"ok":  func(*scripted.Request) scripted.Reply { return scripted.Say("x") },
	} {
		t.Run(name, func(t *testing.T) {
			srv := serve(t, "qwen2.5-coder", func(_ int, r *scripted.Request) scripted.Reply { return reply(r) })
			var log bytes.Buffer
			logger := slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
			m, info, err := Open(t.Context(), settings.Backend{URL: srv.URL(), Key: settings.Key{Env: "SLUICE_TEST_KEY"}}, Options{Log: logger})
			if err != nil {
				t.Fatal(err)
			}
			_, _, err = generate(t.Context(), m, decode.Request{Prefix: private, Suffix: private})
			if got := srv.Generations()[0].Header.Get("Authorization"); got != "Bearer "+testKey {
				t.Error("the key was not sent")
			}
			shown := fmt.Sprintf("%v %+v %#v %s %+v %#v %s", err, err, err, m.Name(), info, m, log.String())
			for _, part := range []string{testKey, testKey[8:], private, "Bearer"} {
				if strings.Contains(shown, part) {
					t.Errorf("%s is shown: %s", part, shown)
				}
			}
			if log.Len() == 0 {
				t.Error("nothing was logged")
			}
		})
	}
}

// TestKeyIsFetchedAgain after it was refused: keys are replaced while an editor runs.
func TestKeyIsFetchedAgain(t *testing.T) {
	t.Setenv("SLUICE_TEST_KEY", "old")
	srv := serve(t, "qwen2.5-coder", func(_ int, r *scripted.Request) scripted.Reply {
		if r.Header.Get("Authorization") != "Bearer "+testKey {
			return scripted.Reply{scripted.Status(401, `{}`)}
		}
		return scripted.Say("ok")
	})
	m, _ := open(t, settings.Backend{URL: srv.URL(), Key: settings.Key{Env: "SLUICE_TEST_KEY"}})
	_, _, err := generate(t.Context(), m, request)
	if err == nil || !strings.Contains(err.Error(), "environment variable SLUICE_TEST_KEY") {
		t.Errorf("error %v", err)
	}
	t.Setenv("SLUICE_TEST_KEY", testKey)
	if got, _, err := generate(t.Context(), m, request); got != "ok" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}
