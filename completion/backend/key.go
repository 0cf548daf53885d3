package backend

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/zalando/go-keyring"

	"github.com/sluice-lsp/sluice/completion/settings"
)

const (
	keyTimeout = 10 * time.Second // a command may ask its user for a passphrase
	keyAccount = "sluice"         // the account of a keyring's service
	maxKey     = 4 << 10
)

// A secret is an API key, or none. It is held behind a pointer: printing the members of a struct ignores
// methods such as String, and would show a key that stands in one.
type secret struct{ text *string }

func (s secret) reveal() string {
	if s.text == nil {
		return ""
	}
	return *s.text
}

// String returns a word in the place of the key.
func (s secret) String() string { return "[key]" }

// fetchKey gets the key from where the settings say, "" if they say nothing. Its errors name the place.
func fetchKey(ctx context.Context, k settings.Key) (key secret, err error) {
	text := ""
	switch {
	case k.Env != "":
		text = os.Getenv(k.Env)
	case len(k.Command) > 0:
		text, err = runForKey(ctx, k.Command)
	case k.Keyring != "":
		text, err = fromKeyring(k.Keyring)
	default:
		return key, nil
	}
	text = strings.TrimSpace(text)
	switch {
	case err != nil:
		return key, sentence(err, "the API key could not be read from the %s: check backend.key", k)
	case text == "":
		return key, sentence(nil, "the %s, which backend.key names, holds no API key: set it", k)
	case len(text) > maxKey || strings.ContainsFunc(text, func(r rune) bool { return r <= ' ' || r > '~' }):
		return key, sentence(nil, "what the %s gave is not an API key: it must be one line of plain characters", k)
	}
	return secret{&text}, nil
}

// runForKey runs the user's command, without a shell, and takes the first line that it prints. What it
// says on standard error is dropped, since it may repeat the key.
func runForKey(ctx context.Context, command []string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, keyTimeout)
	defer cancel()
	cmd := exec.CommandContext(ctx, command[0], command[1:]...)
	cmd.WaitDelay = time.Second
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("running %s for the key: %w", command[0], runError(ctx, err))
	}
	line, _, _ := bytes.Cut(out[:min(len(out), 2*maxKey)], []byte("\n"))
	return string(line), nil
}

// runError keeps how a command ended and drops what it wrote.
func runError(ctx context.Context, err error) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return errors.New(exit.ProcessState.String())
	}
	return err
}

func fromKeyring(service string) (string, error) {
	text, err := keyring.Get(service, keyAccount)
	if err != nil {
		return "", fmt.Errorf("reading service %s, account %s, of the keyring: %w", service, keyAccount, err)
	}
	return text, nil
}
