package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/sluice-lsp/sluice/completion/backend"
	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/settings"
	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/server"
)

// A checkup is one thing that was looked at.
type checkup = server.Checkup

func look(part string, ok bool, what, todo string) checkup {
	return checkup{Part: part, OK: ok, What: what, Todo: todo}
}

func doctorCommand() *cobra.Command {
	var asJSON, editors bool
	var chosen ruleFlags
	doctor := &cobra.Command{
		Use:   "doctor [PATH]",
		Short: "What works here, and what to do about what doesn't",
		Long: `What works for a path, and what to do about what doesn't: settings, backend, rules, editors.

Exit status: 0 if all of it works, 1 if something doesn't.`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			path := "."
			if len(args) > 0 {
				path = args[0]
			}
			checkups := examineSetups()
			if !editors {
				checkups = examine(cmd, &chosen, path)
			}
			if err := writeCheckups(cmd.OutOrStdout(), checkups, asJSON); err != nil {
				return err
			}
			for _, c := range checkups {
				if !c.OK {
					return &exitError{status: exitBlocks}
				}
			}
			return nil
		},
	}
	chosen.add(doctor)
	doctor.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	doctor.Flags().BoolVar(&editors, "editor", false, "only what each editor needs, and what is wrong with its present set-up")
	return doctor
}

func examine(cmd *cobra.Command, chosen *ruleFlags, path string) []checkup {
	resolved, problems := resolveSettings(cmd, path)
	var checkups []checkup
	for _, p := range problems {
		checkups = append(checkups, look("settings", false, p.String(), "correct or remove it"))
	}
	if len(problems) == 0 {
		checkups = append(checkups, look("settings", true, "nothing in them was ignored", ""))
	}
	return append(checkups, examineSettings(cmd.Context(), chosen, resolved.Settings)...)
}

// examineSettings looks at what the settings name.
func examineSettings(ctx context.Context, chosen *ruleFlags, s settings.Settings) []checkup {
	checkups := examineBackend(ctx, s.Backend)
	checkups = append(checkups, examineRules(chosen, s.Rules)...)
	checkups = append(checkups, examineAudit(s.Log.Audit)...)
	return append(checkups, examineEditors()...)
}

func examineBackend(ctx context.Context, s settings.Backend) []checkup {
	model, info, err := backend.Open(ctx, s, backend.Options{})
	switch {
	case errors.Is(err, backend.ErrNoServer) && s.URL == settings.Embedded:
		return []checkup{look("backend", true, "the embedded model answers, as backend.url says", "")}
	case errors.Is(err, backend.ErrNoServer):
		return []checkup{look("backend", true, "the embedded model answers: no server was found on the usual ports",
			"for better completions, start a server of models, or set backend.url")}
	case err != nil:
		return []checkup{look("backend", false, err.Error(), "correct backend.url")}
	case info.Trouble != "":
		return []checkup{look("backend", false, info.Trouble, "")}
	}
	checkups := append([]checkup{describeServer(info)}, describeProofs(info)...)
	if info.Note != "" {
		checkups = append(checkups, look("backend", true, info.Note, ""))
	}
	return append(checkups, tryCompletion(ctx, model))
}

func describeServer(info backend.Info) checkup {
	what := fmt.Sprintf("%s at %s, model %q, holes filled by %s", strings.TrimSpace(info.Kind+" "+info.Version), info.URL, info.Model, info.Template)
	if info.Window > 0 {
		what += fmt.Sprintf(", %d tokens of context", info.Window)
	}
	if info.Detected {
		what += "; found on a usual port"
	}
	return look("backend", true, what, "")
}

// describeProofs says of each way to constrain the server what was seen of it.
func describeProofs(info backend.Info) []checkup {
	var out []checkup
	for _, p := range info.Proofs {
		switch {
		case p.Holds:
			out = append(out, look("backend", true, p.Mechanism+" holds: "+costOf(info), ""))
		default:
			out = append(out, look("backend", true, p.Mechanism+" is not used: "+p.Reason, ""))
		}
	}
	if len(info.Enforces()) == 0 {
		out = append(out, look("backend", true, "nothing constrains the model while it writes",
			"the gate checks all the same, at the cost of more attempts; llama.cpp's server, or vLLM and SGLang with a fast grammar engine, would not even write what rules ban"))
	}
	return out
}

// costOf says what it takes to constrain the server.
func costOf(info backend.Info) string {
	out := "a canary forced and banned with it"
	if info.Compile > 0 {
		out += fmt.Sprintf(", a new grammar of the size of a rule set delays a reply by %s", info.Compile.Round(time.Millisecond))
	}
	if info.Constant {
		out += ", so that the server gets one grammar for all cursors"
	}
	if info.Latency > 0 {
		out += fmt.Sprintf("; %s for a reply of a few tokens", info.Latency.Round(time.Millisecond))
	}
	return out
}

// tryCompletion asks for a short completion and says how long it took.
func tryCompletion(ctx context.Context, model decode.Model) checkup {
	ctx, cancel := context.WithTimeout(ctx, 30*time.Second)
	defer cancel()
	began, first := time.Now(), time.Duration(0)
	_, err := model.Generate(ctx, decode.Request{Language: "python", Path: "add.py", Prefix: "def add(a, b):\n    return ", Suffix: "\n", MaxTokens: 16},
		func(string) error {
			if first == 0 {
				first = time.Since(began)
			}
			return nil
		})
	if err != nil {
		return look("backend", false, "a completion failed: "+err.Error(), "")
	}
	return look("backend", true, fmt.Sprintf("a completion of at most 16 tokens took %s, its first piece %s",
		time.Since(began).Round(time.Millisecond), first.Round(time.Millisecond)), "")
}

func examineRules(chosen *ruleFlags, s settings.Rules) []checkup {
	set, err := chosen.load(s)
	if err != nil {
		return []checkup{look("rules", false, err.Error(), "")}
	}
	checkups := []checkup{look("rules", len(set.Rules()) > 0, fmt.Sprintf("%d active", len(set.Rules())), "")}
	if len(set.Rules()) == 0 {
		checkups[0].Todo = "nothing is checked: set rules.packs or rules.config"
	}
	if n := len(set.Skipped()); n > 0 {
		checkups = append(checkups, look("rules", true, fmt.Sprintf("%d skipped", n), "`sluice rules list` says why"))
	}
	for _, err := range set.Errors() {
		checkups = append(checkups, look("rules", false, err.Error(), "correct the file"))
	}
	return checkups
}

// examineAudit follows the chain of the audit of verdicts, where the settings name one.
func examineAudit(path string) []checkup {
	if path == "" {
		return nil
	}
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return []checkup{look("audit", true, path+" holds no verdicts yet", "")}
	}
	if err != nil {
		return []checkup{look("audit", false, err.Error(), "correct log.audit")}
	}
	defer file.Close()
	records, err := verdict.VerifyAudit(file)
	if err != nil {
		return []checkup{look("audit", false, fmt.Sprintf("%s: %s", path, err), "keep the file and find out who wrote to it; a new log.audit begins a new chain")}
	}
	return []checkup{look("audit", true, fmt.Sprintf("%s holds %d verdicts in one chain", path, records), "")}
}

func writeCheckups(w io.Writer, checkups []checkup, asJSON bool) error {
	if asJSON {
		out := json.NewEncoder(w)
		out.SetEscapeHTML(false)
		return out.Encode(struct {
			Checkups []checkup `json:"checkups"`
		}{checkups})
	}
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, c := range checkups {
		mark := "ok"
		if !c.OK {
			mark = "FAULT"
		}
		text := c.What
		if c.Todo != "" {
			text += " (" + c.Todo + ")"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", c.Part, mark, text)
	}
	return table.Flush()
}
