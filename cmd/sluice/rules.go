package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/sluice-lsp/sluice/completion/constraint"
	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/report"
)

func rulesCommand() *cobra.Command {
	cmd := &cobra.Command{Use: "rules", Short: "Rules, their fixtures and what they mean"}
	cmd.AddCommand(
		rulesTestCommand(),
		rulesListCommand(),
		rulesExplainCommand(),
	)
	return cmd
}

var errFormat = errors.New("reading --format: it is text or json")

func rulesTestCommand() *cobra.Command {
	var (
		format        string
		strict, calls bool
	)
	test := &cobra.Command{
		Use:   "test PATH",
		Short: "Run rules on the annotated fixtures beside them",
		Long: `Run rules on the annotated fixtures beside them.

Exit status: 0 all pass, 1 one fails, 2 a rule could not be read (with --strict: or uses what is not supported).`,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if format != "text" && format != "json" {
				return errFormat
			}
			pack, err := rules.LoadPath(args[0])
			if err != nil {
				return err
			}
			if len(pack.Rules)+len(pack.Skipped)+len(pack.Errors) == 0 {
				return fmt.Errorf("testing rules: %s holds no rules", args[0])
			}
			tested := rules.TestWith(pack, rules.TestOptions{Calls: calls})
			if err := writeTest(cmd.OutOrStdout(), pack, tested, format); err != nil {
				return err
			}
			return testOutcome(pack, tested, strict)
		},
	}
	test.Flags().StringVar(&format, "format", "text", "text or json")
	test.Flags().BoolVar(&strict, "strict", false, "a rule that is skipped is an error")
	test.Flags().BoolVar(&calls, "calls", false, "let rules with mode: taint follow calls inside a file")
	return test
}

// testOutcome weighs what could not be read more than what failed, as everywhere.
func testOutcome(p *rules.Pack, t rules.TestReport, strict bool) error {
	switch {
	case len(p.Errors) > 0, strict && len(p.Skipped) > 0:
		return &exitError{status: exitFailed}
	case t.Failed > 0:
		return &exitError{status: exitBlocks}
	}
	return nil
}

// writeTest prints what needs a look; rules that passed are only counted. JSON has every row.
func writeTest(w io.Writer, p *rules.Pack, t rules.TestReport, format string) error {
	if format == "json" {
		out := struct {
			rules.TestReport
			Errors []report.Error `json:"errors"`
		}{t, []report.Error{}}
		for _, e := range p.Errors {
			out.Errors = append(out.Errors, report.LoadError(e))
		}
		return writeJSON(w, out)
	}
	var b strings.Builder
	for _, r := range t.Results {
		switch r.Status {
		case rules.Failed:
			fmt.Fprintf(&b, "%s: %s: %s\n", r.File, r.ID, failure(r))
		case rules.SkippedRule:
			fmt.Fprintf(&b, "%s: %s: skipped: %s\n", r.File, r.ID, r.Reason)
		}
	}
	for _, e := range p.Errors {
		fmt.Fprintln(&b, e)
	}
	fmt.Fprintf(&b, "%d passed, %d failed, %d skipped\n", t.Passed, t.Failed, t.Skipped)
	_, err := io.WriteString(w, b.String())
	return err
}

// failure words why a row failed.
func failure(r rules.Result) string {
	var parts []string
	if len(r.Missed) > 0 {
		parts = append(parts, fmt.Sprintf("missed on lines %v", r.Missed))
	}
	if len(r.Unexpected) > 0 {
		parts = append(parts, fmt.Sprintf("unexpected on lines %v", r.Unexpected))
	}
	if r.Reason != "" {
		parts = append(parts, r.Reason)
	}
	return strings.Join(parts, "; ")
}

// writeJSON prints one object on one line. Code is full of < and &, which stay as they are.
func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

func rulesListCommand() *cobra.Command {
	var (
		chosen ruleFlags
		format string
	)
	list := &cobra.Command{
		Use:   "list",
		Short: "The active rules",
		Long: `The active rules, one a line: severity, confidence, whether it blocks, how it constrains a model, weaknesses and languages.

How it constrains: "exact" if a model is forbidden all that the gate rejects, "partly" if some of it, and "gate" if the gate alone decides.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			set, blocks, err := activeRules(cmd, &chosen)
			if err != nil {
				return err
			}
			switch format {
			case "text":
				err = listText(cmd.OutOrStdout(), set, blocks)
			case "json":
				err = listJSON(cmd.OutOrStdout(), set, blocks)
			default:
				return errFormat
			}
			if err == nil && len(set.Errors()) > 0 {
				err = &exitError{exitFailed, set.Errors()[0].Error()}
			}
			return err
		},
	}
	chosen.add(list)
	list.Flags().StringVar(&format, "format", "text", "text or json")
	return list
}

// activeRules loads the rules that `list` and `explain` speak of, with the threshold that says which of
// them block.
func activeRules(cmd *cobra.Command, chosen *ruleFlags) (*rules.Set, rules.Threshold, error) {
	resolved, problems := resolveSettings(cmd, ".")
	reportProblems(cmd, problems)
	blocks, err := threshold(resolved.Rules.Block)
	if err != nil {
		return nil, blocks, err
	}
	set, err := chosen.load(printed(resolved.Rules))
	return set, blocks, err
}

// listText prints a table, one rule a line, that grep and cut can work on.
func listText(w io.Writer, set *rules.Set, blocks rules.Threshold) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, r := range set.Rules() {
		what := "shows"
		if r.Blocks(blocks) {
			what = "blocks"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\t%s\t%s\n", r.ID, r.Severity, r.Confidence, what, constrains(set, r),
			strings.Join(r.CWE, ","), strings.Join(r.LanguageNames(), ","))
	}
	for _, s := range set.Skipped() {
		fmt.Fprintf(table, "%s\tskipped: %s\n", s.ID, s.Reason)
	}
	return table.Flush()
}

// constrains says what a rule forbids a model to write in its first language: all that the gate would reject, some of
// it, or nothing, so that the gate alone decides.
func constrains(set *rules.Set, r *rules.Rule) string {
	phrases, err := constraint.Residual(set, r, constraint.Site{Language: r.Languages[0]})
	exact := err == nil && !slices.ContainsFunc(phrases, func(p constraint.Phrase) bool { return !p.Exact })
	switch {
	case len(phrases) == 0:
		return "gate"
	case exact:
		return "exact"
	}
	return "partly"
}

// listJSON prints each rule's whole page.
func listJSON(w io.Writer, set *rules.Set, blocks rules.Threshold) error {
	out := struct {
		Rules   []rules.Page     `json:"rules"`
		Skipped []report.Skipped `json:"skipped"`
		Digest  string           `json:"digest"`
	}{[]rules.Page{}, []report.Skipped{}, set.Digest()}
	for _, r := range set.Rules() {
		out.Rules = append(out.Rules, r.Page(blocks))
	}
	for _, s := range set.Skipped() {
		out.Skipped = append(out.Skipped, report.Skipped{Rule: s.ID, Reason: s.Reason})
	}
	return writeJSON(w, out)
}

func rulesExplainCommand() *cobra.Command {
	var (
		chosen ruleFlags
		format string
	)
	explain := &cobra.Command{
		Use:   "explain RULE-ID",
		Short: "Why a rule is there, what it finds and what to write instead",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			set, blocks, err := activeRules(cmd, &chosen)
			if err != nil {
				return err
			}
			r := set.Rule(args[0])
			if r == nil {
				return fmt.Errorf("explaining: no rule is called %q; `sluice rules list` shows them all", args[0])
			}
			switch page := r.Page(blocks); format {
			case "text":
				_, err = io.WriteString(cmd.OutOrStdout(), page.Text())
			case "json":
				err = writeJSON(cmd.OutOrStdout(), page)
			default:
				err = errFormat
			}
			return err
		},
	}
	chosen.add(explain)
	explain.Flags().StringVar(&format, "format", "text", "text or json")
	return explain
}
