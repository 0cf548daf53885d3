package settings

import (
	"reflect"
	"strings"
	"time"
)

// A setting is one leaf of the tree: how it is read, and what a workspace may do to it.
type setting interface {
	name() string
	apply(a *application, e entry) error
	value(*Settings) any
}

// leaf is a setting whose value is a T.
type leaf[T any] struct {
	key string
	at  func(*Settings) *T

	// read converts and validates. Its errors complete "KEY …" and never show a secret.
	read func(value, Source) (T, error)

	// tighten returns what holds when a workspace wants a value: base is what the user's own
	// configuration says, now what holds so far. It is nil where a workspace has no say.
	tighten func(base, now, want T) (T, bool)
	only    string // what a workspace may do, for people: "lower it"
}

func (l leaf[T]) name() string          { return l.key }
func (l leaf[T]) value(s *Settings) any { return *l.at(s) }

// apply sets the value of one entry, as far as its source may.
func (l leaf[T]) apply(a *application, e entry) error {
	want, err := l.read(e.value, a.source)
	switch {
	case err == nil:
	case !a.source.Trusted && l.tighten == nil: // how to write it better would not help there
		return errUserOnly
	default:
		return err
	}
	switch {
	case a.source.Whole && reflect.DeepEqual(want, *l.at(&a.defaults)):
		return nil
	case !a.source.Trusted:
		return l.restrict(a, e, want)
	}
	*l.at(&a.now) = want
	a.note(l.key, e, false)
	return nil
}

func (l leaf[T]) restrict(a *application, e entry, want T) error {
	base, now := *l.at(&a.base), *l.at(&a.now)
	if reflect.DeepEqual(want, base) {
		return nil
	}
	if l.tighten == nil {
		return errUserOnly
	}
	tightened, ok := l.tighten(base, now, want)
	if !ok {
		return loosens(l.only)
	}
	if !reflect.DeepEqual(tightened, now) {
		*l.at(&a.now) = tightened
		a.note(l.key, e, false)
	}
	return nil
}

// schema is every setting, in the order in which people read them.
var schema = []setting{
	leaf[string]{key: "backend.url", at: func(s *Settings) *string { return &s.Backend.URL }, read: readURL},
	leaf[string]{key: "backend.kind", at: func(s *Settings) *string { return &s.Backend.Kind }, read: oneOf(Kinds...)},
	leaf[string]{key: "backend.model", at: func(s *Settings) *string { return &s.Backend.Model }, read: readText},
	leaf[Key]{key: "backend.key", at: func(s *Settings) *Key { return &s.Backend.Key }, read: readKey},
	leaf[string]{key: "backend.template", at: func(s *Settings) *string { return &s.Backend.Template }, read: readTemplate},

	rulesConfig{},
	leaf[bool]{key: "rules.packs", at: func(s *Settings) *bool { return &s.Rules.Packs }, read: readBool,
		tighten: onlyTo(true), only: "switch the packs on"},
	leaf[string]{key: "rules.block.severity", at: func(s *Settings) *string { return &s.Rules.Block.Severity },
		read: oneOf(severities...), tighten: lowerOf(severities), only: "lower it, so that more blocks"},
	leaf[string]{key: "rules.block.confidence", at: func(s *Settings) *string { return &s.Rules.Block.Confidence },
		read: oneOf(confidences...), tighten: lowerOf(confidences), only: "lower it, so that more blocks"},

	leaf[bool]{key: "completion.enabled", at: func(s *Settings) *bool { return &s.Completion.Enabled }, read: readBool,
		tighten: onlyTo(false), only: "turn completion off"},
	leaf[string]{key: "completion.menu", at: func(s *Settings) *string { return &s.Completion.Menu }, read: oneOf("auto", "on", "off")},
	leaf[int]{key: "completion.candidates.automatic", at: func(s *Settings) *int { return &s.Completion.Candidates.Automatic },
		read: between(1, 10), tighten: onlyLess, only: "lower it"},
	leaf[int]{key: "completion.candidates.explicit", at: func(s *Settings) *int { return &s.Completion.Candidates.Explicit },
		read: between(1, 10), tighten: onlyLess, only: "lower it"},
	leaf[Duration]{key: "completion.deadline.automatic", at: func(s *Settings) *Duration { return &s.Completion.Deadline.Automatic },
		read: lasting(time.Millisecond, 10*time.Minute), tighten: onlyShorter, only: "lower it"},
	leaf[Duration]{key: "completion.deadline.explicit", at: func(s *Settings) *Duration { return &s.Completion.Deadline.Explicit },
		read: lasting(time.Millisecond, 10*time.Minute), tighten: onlyShorter, only: "lower it"},
	// A longer wait asks the model less often: that is the tighter side of this one.
	leaf[Duration]{key: "completion.debounce", at: func(s *Settings) *Duration { return &s.Completion.Debounce },
		read: lasting(0, 10*time.Second), tighten: onlyLonger, only: "raise it"},

	leaf[bool]{key: "diagnostics", at: func(s *Settings) *bool { return &s.Diagnostics }, read: readBool},
	leaf[string]{key: "log.level", at: func(s *Settings) *string { return &s.Log.Level }, read: oneOf("debug", "info", "warn", "error")},
	leaf[string]{key: "log.file", at: func(s *Settings) *string { return &s.Log.File }, read: readPath},
	leaf[string]{key: "log.audit", at: func(s *Settings) *string { return &s.Log.Audit }, read: readPath},
	leaf[bool]{key: "log.code", at: func(s *Settings) *bool { return &s.Log.Code }, read: readBool},
}

// Kinds are the values of backend.kind. "auto" asks the server what it is; "plain" takes it for a
// server that knows the OpenAI interface and nothing else.
var Kinds = []string{"auto", "llamacpp", "sluice", "vllm", "sglang", "ollama", "lmstudio", "openai", "mistral", "deepseek",
	"fireworks", "together", "openrouter", "inception", "plain"}

// Templates are the names that backend.template knows. Any text with {prefix} and {suffix} in it is a
// template of one's own.
var Templates = []string{"auto", "qwen", "starcoder", "deepseek", "codellama", "codestral", "codegemma", "granite", "granite4", "seed",
	"suffix", "chat", "prefix", "edit"}

var (
	severities  = []string{"INFO", "WARNING", "ERROR"}
	confidences = []string{"LOW", "MEDIUM", "HIGH"}
)

func schemaOf(key string) setting {
	for _, s := range schema {
		if s.name() == key {
			return s
		}
	}
	return nil
}

// isSection reports whether settings lie below the key.
func isSection(key string) bool {
	for _, s := range schema {
		if strings.HasPrefix(s.name(), key+".") {
			return true
		}
	}
	return false
}
