package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/completion/constraint"
)

// maxPrinted bounds the states of an automaton that is printed.
const maxPrinted = 4000

// dialects are the ways to write a constraint.
var dialects = map[string]func(d *constraint.DFA) (string, error){
	"gbnf":  func(d *constraint.DFA) (string, error) { return d.Grammar(), nil },
	"ebnf":  func(d *constraint.DFA) (string, error) { return d.Grammar(), nil },
	"lark":  func(d *constraint.DFA) (string, error) { return d.Lark(), nil },
	"regex": func(d *constraint.DFA) (string, error) { return d.Regex() },
}

func constrainCommand() *cobra.Command {
	var asJSON bool
	var dialect string
	cmd := &cobra.Command{
		Use:   "constrain FILE:LINE:COL",
		Short: "What the rules forbid at a place, as a decoder can enforce it",
		Long: `Constrain prints what a completion at a place must not write, by which rules, in the terms of a
backend: gbnf (llama.cpp), ebnf (vLLM and SGLang with xgrammar), lark (llguidance), regex, or phrases for
people. Lines and columns count from 1, columns in bytes.`,
		Args: cobra.ExactArgs(1),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	cmd.Flags().StringVar(&dialect, "dialect", "phrases", "gbnf, ebnf, lark, regex or phrases")
	var chosen ruleFlags
	chosen.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if dialects[dialect] == nil && dialect != "phrases" {
			return fmt.Errorf("there is no dialect %q: choose gbnf, ebnf, lark, regex or phrases", dialect)
		}
		limits, err := limitsAt(cmd, &chosen, args[0])
		if err != nil {
			return err
		}
		switch {
		case asJSON:
			return writeLimitsJSON(cmd.OutOrStdout(), limits, dialect)
		case dialect == "phrases":
			return writeLimits(cmd.OutOrStdout(), limits)
		}
		text, _, err := lowered(limits, dialect)
		if err == nil {
			_, err = io.WriteString(cmd.OutOrStdout(), strings.TrimSuffix(text, "\n")+"\n")
		}
		return err
	}
	return cmd
}

func limitsAt(cmd *cobra.Command, chosen *ruleFlags, place string) (completion.Limits, error) {
	request, err := requestAt(place)
	if err != nil {
		return completion.Limits{}, err
	}
	resolved, problems := resolveSettings(cmd, request.Document.Path)
	reportProblems(cmd, problems)
	blocks, err := threshold(resolved.Settings.Rules.Block)
	if err != nil {
		return completion.Limits{}, err
	}
	set, err := chosen.load(resolved.Settings.Rules)
	if err != nil {
		return completion.Limits{}, err
	}
	limits, err := completion.NewGate(set, blocks).Limits(request)
	if err != nil {
		return completion.Limits{}, fmt.Errorf("deriving the constraint at %s: %w", place, err)
	}
	return limits, nil
}

// lowered writes a constraint in a dialect, with the number of its states. A constraint that forbids
// nothing is any text: it has no states.
func lowered(limits completion.Limits, dialect string) (text string, states int, err error) {
	if limits.Automaton == nil {
		return "", 0, nil
	}
	dfa, err := limits.Automaton.Minimal(maxPrinted)
	if err != nil {
		return "", 0, fmt.Errorf("writing the constraint as %s: %w", dialect, err)
	}
	if text, err = dialects[dialect](dfa); err != nil {
		return "", 0, fmt.Errorf("writing the constraint as %s: %w; choose gbnf or lark", dialect, err)
	}
	return text, dfa.States(), nil
}

// writeLimits prints a constraint for people: first what is left of the phrases that have begun.
func writeLimits(w io.Writer, limits completion.Limits) error {
	var out strings.Builder
	fmt.Fprintf(&out, "hole: %s\n", limits.Hole)
	for _, p := range limits.Begun {
		fmt.Fprintf(&out, "begun: %-40s %s\n", p, p.Rule)
	}
	for _, p := range limits.Phrases {
		fmt.Fprintf(&out, "       %-40s %s\n", p, p.Rule)
	}
	if len(limits.Tainted) > 0 {
		fmt.Fprintf(&out, "kept out, as their data comes from outside: %s\n", strings.Join(limits.Tainted, ", "))
	}
	for _, n := range limits.NotDerived {
		fmt.Fprintf(&out, "not derived: %s: %s\n", n.Rule, n.Reason)
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// The object of `sluice constrain --json`, an interface that tools are written against.
type (
	shownLimits struct {
		Hole       string            `json:"hole"`
		Rules      []string          `json:"rules"`
		Forbidden  []shownPhrase     `json:"forbidden"`
		Allowed    []string          `json:"allowed"`
		Required   []string          `json:"required"`
		Tainted    []string          `json:"tainted"` // variables that the sink around the place must not get
		Dialect    string            `json:"dialect,omitempty"`
		Text       string            `json:"text,omitempty"`
		GBNF       string            `json:"gbnf"`
		States     int               `json:"states"`
		NotDerived []shownNotDerived `json:"not_derived"`
	}
	shownPhrase struct {
		Phrase   string   `json:"phrase"`
		Begun    bool     `json:"begun,omitempty"` // before the cursor; the phrase is what is left of it
		Only     []string `json:"only,omitempty"`
		Unless   []string `json:"unless,omitempty"`
		NotAfter []string `json:"not_after,omitempty"`
		Rule     string   `json:"rule"`
		Exact    bool     `json:"exact"`
		Wider    string   `json:"wider,omitempty"`
	}
	shownNotDerived struct {
		Rule   string `json:"rule"`
		Reason string `json:"reason"`
	}
)

func writeLimitsJSON(w io.Writer, limits completion.Limits, dialect string) error {
	out := shownLimits{Hole: limits.Hole.String(), Rules: []string{}, Forbidden: []shownPhrase{}, Allowed: []string{}, Required: []string{}, Tainted: appendNew([]string{}, limits.Tainted...),
		NotDerived: []shownNotDerived{}}
	for _, p := range limits.Begun {
		if len(p.Lexemes) == 0 {
			out.Allowed = appendNew(out.Allowed, joined(p.Only)...)
			out.Required = appendNew(out.Required, joined(p.Unless)...)
		}
		out.Forbidden = append(out.Forbidden, shown(p, true))
	}
	for _, p := range limits.Phrases {
		out.Rules = appendNew(out.Rules, p.Rule)
		out.Forbidden = append(out.Forbidden, shown(p, false))
	}
	for _, n := range limits.NotDerived {
		out.NotDerived = append(out.NotDerived, shownNotDerived(n))
	}
	var err error
	if out.GBNF, out.States, err = lowered(limits, "gbnf"); err != nil {
		return err
	}
	if dialect != "phrases" && dialect != "gbnf" {
		out.Dialect = dialect
		if out.Text, _, err = lowered(limits, dialect); err != nil {
			return err
		}
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(out)
}

func shown(p constraint.Phrase, begun bool) shownPhrase {
	return shownPhrase{Phrase: strings.Join(p.Lexemes, " "), Begun: begun, Only: joined(p.Only), Unless: joined(p.Unless),
		NotAfter: p.NotAfter, Rule: p.Rule, Exact: p.Exact, Wider: p.Wider}
}

func joined(forms [][]string) []string {
	out := make([]string, len(forms))
	for i, f := range forms {
		out[i] = strings.Join(f, " ")
	}
	return out
}

func appendNew(list []string, more ...string) []string {
	for _, m := range more {
		if !slices.Contains(list, m) {
			list = append(list, m)
		}
	}
	return list
}
