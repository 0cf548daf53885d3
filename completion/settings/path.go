package settings

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// resolve makes a path of a configuration absolute. Only the user's own "~/" is their home.
func (s Source) resolve(path string) (string, error) {
	if home, err := os.UserHomeDir(); s.Trusted && err == nil && strings.HasPrefix(path, "~/") {
		return filepath.Join(home, path[2:]), nil
	}
	if !filepath.IsAbs(path) && s.Dir != "" {
		path = filepath.Join(s.Dir, path)
	}
	path = filepath.Clean(path)
	if !s.Trusted && !s.contains(path) {
		return "", errors.New("a workspace may only name paths inside of itself; it is ignored")
	}
	return path, nil
}

// contains reports whether a path stays inside the source's folder, by name and behind every link.
func (s Source) contains(path string) bool {
	if s.Within == "" || !inside(s.Within, path) {
		return false
	}
	real, err := filepath.EvalSymlinks(path)
	if err != nil {
		return errors.Is(err, os.ErrNotExist) // loading it will say so
	}
	root, err := filepath.EvalSymlinks(s.Within)
	return err == nil && inside(root, real)
}

func inside(root, path string) bool {
	rel, err := filepath.Rel(root, path)
	return err == nil && filepath.IsLocal(rel)
}

// rulesConfig is the one setting that a workspace adds to instead of replacing it.
type rulesConfig struct{}

func (rulesConfig) name() string          { return "rules.config" }
func (rulesConfig) value(s *Settings) any { return s.Rules.Config }

func (c rulesConfig) apply(a *application, e entry) error {
	texts, err := e.value.texts()
	if err != nil {
		return err
	}
	paths := make([]string, 0, len(texts))
	for _, text := range texts {
		path, err := a.source.resolve(text)
		if err != nil {
			return err
		}
		paths = append(paths, path)
	}
	if a.source.Trusted {
		a.now.Rules.Config = paths
		a.note(c.name(), e, false)
		return nil
	}
	c.add(a, e, paths)
	return nil
}

// add appends a workspace's paths. What the user names is trusted, also where a workspace names it too.
func (c rulesConfig) add(a *application, e entry, paths []string) {
	for _, path := range paths {
		if slices.Contains(a.now.Rules.Config, path) {
			continue
		}
		a.now.Rules.Config = append(slices.Clip(a.now.Rules.Config), path)
		a.now.Rules.Untrusted = append(slices.Clip(a.now.Rules.Untrusted), path)
		a.note(c.name(), e, true)
	}
}
