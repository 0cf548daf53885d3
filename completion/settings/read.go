package settings

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
)

// The functions below are values for leaf.read.

func readText(v value, _ Source) (string, error) { return v.text() }
func readBool(v value, _ Source) (bool, error)   { return v.boolean() }

func readPath(v value, source Source) (string, error) {
	path, err := v.text()
	if err != nil || path == "" {
		return "", err
	}
	return source.resolve(path)
}

// oneOf accepts the names in any case.
func oneOf(names ...string) func(value, Source) (string, error) {
	return func(v value, _ Source) (string, error) {
		text, err := v.text()
		if err != nil {
			return "", err
		}
		for _, name := range names {
			if strings.EqualFold(name, text) {
				return name, nil
			}
		}
		return "", fmt.Errorf("must be one of %s", strings.Join(names, ", "))
	}
}

func between(low, high int) func(value, Source) (int, error) {
	return func(v value, _ Source) (int, error) {
		n, err := v.integer()
		if err != nil {
			return 0, err
		}
		if n < low || n > high {
			return 0, fmt.Errorf("must be between %d and %d, not %d", low, high, n)
		}
		return n, nil
	}
}

func lasting(low, high time.Duration) func(value, Source) (Duration, error) {
	return func(v value, _ Source) (Duration, error) {
		text, err := v.text()
		if err != nil {
			return 0, errors.New(`must be a duration with its unit, such as "1500ms" or "2s"`)
		}
		d, err := time.ParseDuration(text)
		if err != nil {
			return 0, errors.New(`must be a duration with its unit, such as "1500ms" or "2s"`)
		}
		if d < low || d > high {
			return 0, fmt.Errorf("must be between %s and %s, not %s", low, high, d)
		}
		return Duration(d), nil
	}
}

func readTemplate(v value, _ Source) (string, error) {
	text, err := v.text()
	if err != nil {
		return "", err
	}
	if strings.Contains(text, "{prefix}") {
		return text, nil
	}
	if !slices.Contains(Templates, text) {
		return "", fmt.Errorf("must be one of %s, or a template of your own with {prefix} and {suffix} in it",
			strings.Join(Templates, ", "))
	}
	return text, nil
}

var envName = regexp.MustCompile(`^[A-Za-z_][A-Za-z0-9_]*$`)

// readKey accepts {env: NAME}, {command: [PROGRAM, ARGUMENT…]} or {keyring: SERVICE}. A text is most
// likely the key itself, which has no place in a configuration and is not repeated in the error.
func readKey(v value, _ Source) (Key, error) {
	members, ok := v.data.([]member)
	if !ok || len(members) != 1 {
		return Key{}, errors.New("must say where the key comes from, never the key itself: " +
			"{env: NAME}, {command: [program, argument]} or {keyring: SERVICE}")
	}
	switch m := members[0]; m.key {
	case "env":
		name, err := m.value.text()
		if err != nil || !envName.MatchString(name) {
			return Key{}, errors.New("env must be the name of an environment variable")
		}
		return Key{Env: name}, nil
	case "command":
		command, err := m.value.texts()
		if err != nil || len(command) == 0 || command[0] == "" {
			return Key{}, errors.New("command must be a list: the program, then its arguments")
		}
		return Key{Command: command}, nil
	case "keyring":
		service, err := m.value.text()
		if err != nil || service == "" {
			return Key{}, errors.New("keyring must be the name of a service")
		}
		return Key{Keyring: service}, nil
	}
	return Key{}, errors.New("must have one of env, command and keyring")
}
