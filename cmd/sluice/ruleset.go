package main

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/packs"
)

// ruleFlags choose the rules of a command.
type ruleFlags struct {
	config []string
	packs  bool
}

// add declares the flags.
func (f *ruleFlags) add(cmd *cobra.Command) {
	cmd.Flags().StringArrayVar(&f.config, "config", nil, "rule file or folder `PATH` in the place of the built-in packs; repeatable")
	cmd.Flags().BoolVar(&f.packs, "packs", false, "use the built-in packs beside --config")
}

// load puts the rules together: those of --config, or else the built-in packs and what the settings
// add to them.
func (f *ruleFlags) load(s settings.Rules) (*rules.Set, error) {
	config, builtin := f.config, f.packs
	if len(f.config) == 0 {
		config, builtin = s.Config, s.Packs || f.packs
	}
	var loaded []*rules.Pack
	if builtin {
		loaded = append(loaded, packs.Builtin())
	}
	untrusted := map[string]bool{}
	for _, path := range s.Untrusted {
		untrusted[path] = true
	}
	for _, path := range config {
		p, err := rules.LoadPath(path)
		if err != nil {
			return nil, fmt.Errorf("%w; --config and rules.config name rule files and folders", err)
		}
		if len(p.Rules)+len(p.Skipped)+len(p.Errors) == 0 {
			return nil, fmt.Errorf("loading rules: %s holds no rules", path)
		}
		if untrusted[path] && len(f.config) == 0 {
			p = p.Untrusted()
		}
		loaded = append(loaded, p)
	}
	return rules.NewSet(loaded...), nil
}

// printed returns the settings for a command that prints fixes and applies none: there the fixes of a
// workspace's own rules do no harm, and a repository that has some is in order.
func printed(s settings.Rules) settings.Rules {
	s.Untrusted = nil
	return s
}

// threshold reads from where on a finding blocks.
func threshold(b settings.Block) (rules.Threshold, error) {
	severity, ok := rules.ParseSeverity(b.Severity)
	confidence, known := rules.ParseConfidence(b.Confidence)
	if !ok || !known {
		return rules.Threshold{}, errors.New("reading rules.block: the settings name a severity or confidence that does not exist")
	}
	return rules.Threshold{Severity: severity, Confidence: confidence}, nil
}
