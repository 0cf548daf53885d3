package main

import (
	"fmt"
	"io"
	"os"
	"time"

	"github.com/spf13/cobra"

	"github.com/sluice-lsp/sluice/rules/report"
	"github.com/sluice-lsp/sluice/rules/scan"
)

var reportFormats = map[string]func(io.Writer, *report.Report) error{
	"text": report.Text, "json": report.JSON, "sarif": report.SARIF,
}

func checkCommand() *cobra.Command {
	var (
		chosen ruleFlags
		format string
		strict bool
	)
	check := &cobra.Command{
		Use:   "check PATH…",
		Short: "Find what the rules forbid in files and folders",
		Long: `Find what the rules forbid in files and folders.

Exit status: 0 nothing blocks, 1 a finding blocks, 2 a path or a rule could not be read or analysed
(also when findings block).`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, paths []string) error {
			write := reportFormats[format]
			if write == nil {
				return fmt.Errorf("reading --format: %q is none of text, json, sarif", format)
			}
			r, err := runCheck(cmd, paths, &chosen)
			if err != nil {
				return err
			}
			if err := write(cmd.OutOrStdout(), r); err != nil {
				return err
			}
			return checkOutcome(r, strict)
		},
	}
	chosen.add(check)
	check.Flags().StringVar(&format, "format", "text", "text, json or sarif")
	check.Flags().BoolVar(&strict, "strict", false, "a skipped rule is an error")
	return check
}

// runCheck loads the rules and scans. The settings are those that hold for the first path.
func runCheck(cmd *cobra.Command, paths []string, chosen *ruleFlags) (*report.Report, error) {
	start := time.Now()
	resolved, problems := resolveSettings(cmd, paths[0])
	reportProblems(cmd, problems)
	blocks, err := threshold(resolved.Rules.Block)
	if err != nil {
		return nil, err
	}
	set, err := chosen.load(printed(resolved.Rules))
	if err != nil {
		return nil, err
	}
	result, err := scan.Run(cmd.Context(), paths, scan.Options{Set: set, Progress: progress(os.Stderr)})
	if err != nil {
		return nil, fmt.Errorf("checking: %w", err)
	}
	return report.New(set, result, blocks, time.Since(start)), nil
}

// checkOutcome turns a report into an exit status. What could not be analysed weighs more than what
// was found: the answer is incomplete.
func checkOutcome(r *report.Report, strict bool) error {
	switch {
	case len(r.Errors) > 0, strict && len(r.Skipped) > 0:
		return &exitError{status: exitFailed}
	case r.Blocking() > 0:
		return &exitError{status: exitBlocks}
	}
	return nil
}

// progress returns what shows progress on a terminal, nil where f is none.
func progress(f *os.File) func(done, total int) {
	info, err := f.Stat()
	if err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return nil
	}
	var last time.Time
	return func(done, total int) {
		switch now := time.Now(); {
		case done == total:
			fmt.Fprint(f, "\r\033[K")
		case now.Sub(last) > 100*time.Millisecond:
			last = now
			fmt.Fprintf(f, "\rchecking %d of %d files", done, total)
		}
	}
}
