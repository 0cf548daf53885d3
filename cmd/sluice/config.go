package main

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/sluice-lsp/sluice/completion/settings"
)

func configCommand() *cobra.Command {
	config := &cobra.Command{Use: "config", Short: "Settings and where they come from"}
	config.AddCommand(configShowCommand())
	return config
}

func configShowCommand() *cobra.Command {
	var asJSON bool
	show := &cobra.Command{
		Use:   "show [PATH]",
		Short: "Every setting that holds for a path, and where it came from",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			path := "."
			if len(args) > 0 {
				path = args[0]
			}
			resolved, problems := resolveSettings(cmd, path)
			if asJSON {
				return writeSettingsJSON(cmd.OutOrStdout(), resolved, problems)
			}
			reportProblems(cmd, problems)
			return writeSettingsTable(cmd.OutOrStdout(), resolved)
		},
	}
	show.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	return show
}

// shownSetting is one setting of `sluice config show --json`, an interface that tools are written against.
type shownSetting struct {
	Key   string            `json:"key"`
	Value any               `json:"value"`
	From  []settings.Origin `json:"from"`
}

// shownProblem is one ignored thing of `sluice config show --json`.
type shownProblem struct {
	Source  string `json:"source"`
	Key     string `json:"key,omitempty"`
	Line    int    `json:"line,omitempty"`
	Message string `json:"message"`
}

func writeSettingsJSON(w io.Writer, resolved settings.Resolved, problems []settings.Problem) error {
	shown := struct {
		Settings []shownSetting `json:"settings"`
		Problems []shownProblem `json:"problems"`
	}{[]shownSetting{}, []shownProblem{}}
	for _, e := range resolved.Entries() {
		shown.Settings = append(shown.Settings, shownSetting{e.Key, showable(e.Value), e.Origins})
	}
	for _, p := range problems {
		shown.Problems = append(shown.Problems, shownProblem(p))
	}
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	out.SetEscapeHTML(false)
	return out.Encode(shown)
}

func writeSettingsTable(w io.Writer, resolved settings.Resolved) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, e := range resolved.Entries() {
		var from []string
		for _, origin := range e.Origins {
			from = append(from, origin.String())
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", e.Key, oneLine(showable(e.Value)), strings.Join(from, ", "))
	}
	return table.Flush()
}

// showable is a value without what may be secret, as JSON has it.
func showable(value any) any {
	switch value := value.(type) {
	case settings.Key:
		return value.String()
	case []string:
		return append([]string{}, value...)
	}
	return value
}

func oneLine(value any) string {
	if value == "" {
		return `""`
	}
	if list, ok := value.([]string); ok {
		return "[" + strings.Join(list, ", ") + "]"
	}
	return fmt.Sprint(value)
}
