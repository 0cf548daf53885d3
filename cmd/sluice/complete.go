package main

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/completion/workspace"
	"github.com/sluice-lsp/sluice/rules/report"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

func completeCommand() *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use:   "complete FILE:LINE:COL",
		Short: "One completion, with what was withheld and why",
		Long: `Complete asks the model for code at a place, as an editor would that the user asked.
Lines and columns count from 1, columns in bytes, as compilers print them.`,
		Args: cobra.ExactArgs(1),
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, "print one JSON object")
	var chosen ruleFlags
	chosen.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		request, err := requestAt(args[0])
		if err != nil {
			return err
		}
		resolved, problems := resolveSettings(cmd, request.Document.Path)
		reportProblems(cmd, problems)
		engine, info, err := newEngine(cmd.Context(), &chosen, resolved.Settings, slog.New(slog.DiscardHandler))
		if err != nil {
			return err
		}
		if info.Trouble != "" {
			fmt.Fprintln(cmd.ErrOrStderr(), "sluice:", info.Trouble)
		}
		newTeacher(engine, slog.New(slog.DiscardHandler)).briefly(cmd.Context(), request.Document.Root)
		response := engine.Complete(cmd.Context(), request)
		if asJSON {
			err = writeResponseJSON(cmd.OutOrStdout(), request, response)
		} else {
			err = writeResponse(cmd.OutOrStdout(), response)
		}
		if err == nil && len(response.Withheld) > 0 {
			return &exitError{status: exitBlocks}
		}
		return err
	}
	return cmd
}

// requestAt reads the document that FILE:LINE:COL names.
func requestAt(place string) (completion.Request, error) {
	path, line, column, err := splitPlace(place)
	if err != nil {
		return completion.Request{}, err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return completion.Request{}, fmt.Errorf("reading the document: %w", err)
	}
	offset, err := offsetAt(string(data), line, column)
	if err != nil {
		return completion.Request{}, fmt.Errorf("%s: %w", place, err)
	}
	full, err := filepath.Abs(path)
	if err != nil {
		return completion.Request{}, fmt.Errorf("finding the document: %w", err)
	}
	doc := &completion.Document{
		URI: path, Path: full, Root: workspace.RootOf(full), Language: syntax.ByPath(path), Text: string(data),
	}
	return completion.Request{Document: doc, Offset: offset, Explicit: true}, nil
}

// splitPlace splits FILE:LINE:COL at its last two colons: a file name may have others.
func splitPlace(place string) (path string, line, column int, err error) {
	parts := strings.Split(place, ":")
	if n := len(parts); n >= 3 {
		line, err = strconv.Atoi(parts[n-2])
		if err == nil {
			column, err = strconv.Atoi(parts[n-1])
		}
		if err == nil && line >= 1 && column >= 1 {
			return strings.Join(parts[:n-2], ":"), line, column, nil
		}
	}
	return "", 0, 0, fmt.Errorf("%q is no place: write FILE:LINE:COL, both counted from 1", place)
}

func offsetAt(text string, line, column int) (int, error) {
	index := syntax.NewLineIndex(text)
	if line > index.Lines() {
		return 0, fmt.Errorf("the file has %d lines", index.Lines())
	}
	start := index.LineStart(line)
	length := len(text) - start
	if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
		length = len(strings.TrimSuffix(text[start:start+i], "\r"))
	}
	if column > length+1 {
		return 0, fmt.Errorf("the line has %d bytes; the column behind its end is %d", length, length+1)
	}
	return start + column - 1, nil
}

// writeResponse prints a response for people.
func writeResponse(w io.Writer, r completion.Response) error {
	var out strings.Builder
	for i, item := range r.Items {
		fmt.Fprintf(&out, "completion %d of %d: %s, enforced by %s\n%s\n", i+1, len(r.Items),
			item.Verdict.Kind, strings.Join(item.Verdict.EnforcedBy, " and "), indent(item.Insert))
	}
	if len(r.Items) == 0 {
		fmt.Fprintf(&out, "no completion: %s\n", r.Reason)
	}
	for _, w := range r.Withheld {
		fmt.Fprintf(&out, "\n%s: %s\n%s\n", w.Verdict.Kind, w.Verdict.Reason, indent(w.Insert))
		for _, f := range w.Verdict.Findings {
			fmt.Fprintf(&out, "    by %s (%s), line %d\n", f.Rule, strings.Join(f.CWE, ", "), f.Start.Line)
		}
	}
	fmt.Fprintf(&out, "\nmodel %s, enforced by %s, %.1f ms\n", r.Backend, strings.Join(r.EnforcedBy, " and "), float64(r.Micros)/1000)
	_, err := io.WriteString(w, out.String())
	return err
}

func indent(text string) string {
	return "    " + strings.ReplaceAll(strings.TrimRight(text, "\n"), "\n", "\n    ")
}

// The objects of `sluice complete --json`, an interface that tools are written against.
type (
	shownResponse struct {
		Items      []shownItem     `json:"items"`
		Withheld   []shownWithheld `json:"withheld"`
		Backend    string          `json:"backend"`
		EnforcedBy []string        `json:"enforced_by"`
		Reason     string          `json:"reason,omitempty"`
		Micros     int64           `json:"micros"`
	}
	shownItem struct {
		Insert  string          `json:"insert"`
		Range   shownRange      `json:"range"`
		Verdict verdict.Verdict `json:"verdict"`
	}
	shownRange struct {
		Start verdict.Position `json:"start"`
		End   verdict.Position `json:"end"`
	}
	shownWithheld struct {
		Insert   string            `json:"insert"`
		Findings []verdict.Finding `json:"findings"`
		Reason   string            `json:"reason"`
		Verdict  verdict.Verdict   `json:"verdict"`
	}
)

func writeResponseJSON(w io.Writer, q completion.Request, r completion.Response) error {
	out := shownResponse{Items: []shownItem{}, Withheld: []shownWithheld{}, Backend: r.Backend,
		EnforcedBy: r.EnforcedBy, Reason: r.Reason, Micros: r.Micros}
	lines := syntax.NewLineIndex(q.Document.Text)
	for _, i := range r.Items {
		span := shownRange{report.PositionOf(lines, i.Span.Start), report.PositionOf(lines, i.Span.End)}
		out.Items = append(out.Items, shownItem{i.Insert, span, i.Verdict})
	}
	for _, h := range r.Withheld {
		findings := append([]verdict.Finding{}, h.Verdict.Findings...)
		out.Withheld = append(out.Withheld, shownWithheld{h.Insert, findings, h.Verdict.Reason, h.Verdict})
	}
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(out)
}
