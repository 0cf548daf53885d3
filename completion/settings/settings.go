// Package settings is the one tree of settings: its defaults, its sources, how they merge, and which
// of them may only tighten.
//
// It must not act on a setting; it only says what holds and where that came from.
package settings

import (
	"fmt"
	"time"
)

// Settings is the whole tree. Values are immutable once they were resolved.
type Settings struct {
	Backend     Backend    `yaml:"backend" json:"backend"`
	Rules       Rules      `yaml:"rules" json:"rules"`
	Completion  Completion `yaml:"completion" json:"completion"`
	Diagnostics bool       `yaml:"diagnostics" json:"diagnostics"`
	Log         Log        `yaml:"log" json:"log"`
}

// Backend says which model to ask.
type Backend struct {
	URL      string `yaml:"url" json:"url"`     // "": a server on the usual loopback ports, else the embedded model; "embedded" names that one
	Kind     string `yaml:"kind" json:"kind"`   // "auto", "llamacpp", "vllm", …, "plain"
	Model    string `yaml:"model" json:"model"` // "": the server's first
	Key      Key    `yaml:"key" json:"key"`
	Template string `yaml:"template" json:"template"` // FIM family, or "auto"
}

// Key says where an API key comes from; at most one field is set. It never holds the key itself.
type Key struct {
	Env     string   `yaml:"env,omitempty" json:"env,omitempty"`
	Command []string `yaml:"command,omitempty" json:"command,omitempty"`
	Keyring string   `yaml:"keyring,omitempty" json:"keyring,omitempty"`
}

// Rules says which rules are active and what they block.
type Rules struct {
	Config []string `yaml:"config" json:"config"` // files and directories, added to the packs
	Packs  bool     `yaml:"packs" json:"packs"`   // whether the built-in packs are active
	Block  Block    `yaml:"block" json:"block"`

	// Untrusted are those of Config that a workspace added. What is loaded from them may add rules and
	// nothing else: no id that exists, no sanitizer, no guard, no fix.
	Untrusted []string `yaml:"-" json:"-"`
}

// Block is the threshold from which on a finding withholds a completion.
type Block struct {
	Severity   string `yaml:"severity" json:"severity"`
	Confidence string `yaml:"confidence" json:"confidence"`
}

// Completion says how completions are made.
type Completion struct {
	Enabled    bool                 `yaml:"enabled" json:"enabled"`
	Menu       string               `yaml:"menu" json:"menu"` // "auto", "on", "off"
	Candidates PerTrigger[int]      `yaml:"candidates" json:"candidates"`
	Deadline   PerTrigger[Duration] `yaml:"deadline" json:"deadline"`
	Debounce   Duration             `yaml:"debounce" json:"debounce"`
}

// PerTrigger holds a value for requests that typing caused and one for those that the user made.
type PerTrigger[T any] struct {
	Automatic T `yaml:"automatic" json:"automatic"`
	Explicit  T `yaml:"explicit" json:"explicit"`
}

// Duration is a time.Duration that reads "1500ms" in YAML and JSON.
type Duration time.Duration

// String returns the duration as it is written in a configuration.
func (d Duration) String() string { return time.Duration(d).String() }

// MarshalText writes the duration as it is written in a configuration.
func (d Duration) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads "1500ms", "2s".
func (d *Duration) UnmarshalText(text []byte) error {
	parsed, err := time.ParseDuration(string(text))
	if err != nil {
		return fmt.Errorf("reading a duration: %w", err)
	}
	*d = Duration(parsed)
	return nil
}

// String says where the key comes from, for people. Of a command only the program is named: its
// arguments may be secret.
func (k Key) String() string {
	switch {
	case k.Env != "":
		return "environment variable " + k.Env
	case len(k.Command) > 0:
		return "command " + k.Command[0]
	case k.Keyring != "":
		return "keyring " + k.Keyring
	}
	return ""
}

// Log says what is logged and where to.
type Log struct {
	Level string `yaml:"level" json:"level"`
	File  string `yaml:"file" json:"file"`   // "": standard error
	Audit string `yaml:"audit" json:"audit"` // file that every verdict is appended to, "": none
	Code  bool   `yaml:"code" json:"code"`   // whether the audit holds the code that was judged
}

// Default returns the defaults.
func Default() Settings {
	return Settings{
		Backend: Backend{Kind: "auto", Template: "auto"},
		Rules:   Rules{Packs: true, Block: Block{Severity: "WARNING", Confidence: "MEDIUM"}},
		Completion: Completion{
			Enabled:    true,
			Menu:       "auto",
			Candidates: PerTrigger[int]{1, 3},
			Deadline:   PerTrigger[Duration]{Duration(1500 * time.Millisecond), Duration(5 * time.Second)},
		},
		Diagnostics: true,
		Log:         Log{Level: "info"},
	}
}
