package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/sluice-lsp/sluice/completion"
	"github.com/sluice-lsp/sluice/completion/verdict"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

func gateCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "gate",
		Short: "Check edits, one JSON object a line on standard input, one verdict a line on standard output",
		Long: `Each line is an edit: {"id": …, "path": "a.py", "text": "…", "start": 120, "end": 120, "insert": "…"}.
Offsets are in bytes. Without "text" the document is read from "path". Each answer says what may be
inserted: {"id": …, "verdict": "passed", "insert": "…", "findings": […], "reason": "…", "micros": 840}.
"unknown" means that the check could not run: insert nothing.`,
		Args: cobra.NoArgs,
	}
	var chosen ruleFlags
	chosen.add(cmd)
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		resolved, problems := resolveSettings(cmd, ".")
		reportProblems(cmd, problems)
		blocks, err := threshold(resolved.Rules.Block)
		if err != nil {
			return err
		}
		set, err := chosen.load(resolved.Rules)
		if err != nil {
			return err
		}
		return serveGate(completion.NewGate(set, blocks), cmd.InOrStdin(), cmd.OutOrStdout())
	}
	return cmd
}

// maxEdit bounds a line of `sluice gate`, in bytes.
const maxEdit = 16 << 20

// gateEdit is a line that `sluice gate` reads, an interface that tools are written against.
type gateEdit struct {
	ID     json.RawMessage `json:"id"`
	Path   string          `json:"path"`
	Text   *string         `json:"text"`
	Start  *int            `json:"start"`
	End    *int            `json:"end"`
	Insert *string         `json:"insert"`
}

// gateAnswer is a line that `sluice gate` writes, an interface that tools are written against.
type gateAnswer struct {
	ID       json.RawMessage   `json:"id"`
	Verdict  verdict.Kind      `json:"verdict"`
	Insert   string            `json:"insert"`
	Findings []verdict.Finding `json:"findings"`
	Reason   string            `json:"reason"`
	Notes    []string          `json:"notes,omitempty"`
	Micros   int64             `json:"micros"`
}

// serveGate answers edits in order until the input ends. It returns an error that ends the command with exitBlocks if not all of them passed.
func serveGate(g *completion.Gate, in io.Reader, out io.Writer) error {
	lines := bufio.NewReaderSize(in, 64<<10)
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	worst := error(nil)
	for {
		line, err := readLine(lines)
		if errors.Is(err, io.EOF) && len(line) == 0 {
			return worst
		}
		if len(line) == 0 && err == nil {
			continue
		}
		answer := answerEdit(g, line, err)
		if answer.Verdict != verdict.Passed {
			worst = &exitError{status: exitBlocks}
		}
		if err := encoder.Encode(answer); err != nil {
			return fmt.Errorf("writing a verdict: %w", err)
		}
	}
}

var errLongLine = fmt.Errorf("the line is longer than %d bytes", maxEdit)

// readLine returns the next line without its end. A line that is too long is skipped whole.
func readLine(r *bufio.Reader) ([]byte, error) {
	var line []byte
	long := false
	for {
		part, more, err := r.ReadLine()
		if err != nil {
			if long && errors.Is(err, io.EOF) {
				return nil, errLongLine
			}
			return line, err
		}
		if long = long || len(line)+len(part) > maxEdit; !long {
			line = append(line, part...)
		}
		if !more {
			if long {
				return nil, errLongLine
			}
			return line, nil
		}
	}
}

func answerEdit(g *completion.Gate, line []byte, err error) gateAnswer {
	var edit gateEdit
	var doc *completion.Document
	if err == nil || errors.Is(err, io.EOF) {
		err = json.Unmarshal(line, &edit)
	}
	if err == nil {
		doc, err = edit.document()
	}
	if err != nil {
		return gateAnswer{ID: idOf(edit), Verdict: verdict.Unknown, Findings: []verdict.Finding{}, Reason: err.Error()}
	}
	o := g.Check(doc, syntax.Span{Start: *edit.Start, End: *edit.End}, *edit.Insert)
	findings := append([]verdict.Finding{}, o.Verdict.Findings...)
	return gateAnswer{idOf(edit), o.Verdict.Kind, o.Insert, findings, o.Verdict.Reason, o.Verdict.Notes, o.Verdict.Micros}
}

func idOf(e gateEdit) json.RawMessage {
	if e.ID == nil {
		return json.RawMessage("null")
	}
	return e.ID
}

// document returns what the edit is applied to.
func (e gateEdit) document() (*completion.Document, error) {
	if e.Path == "" || e.Start == nil || e.End == nil || e.Insert == nil {
		return nil, errors.New(`an edit needs "path", "start", "end" and "insert"`)
	}
	if e.Text == nil {
		text, err := os.ReadFile(e.Path)
		if err != nil {
			return nil, fmt.Errorf("reading the document: %w", err)
		}
		e.Text = new(string)
		*e.Text = string(text)
	}
	return &completion.Document{Path: e.Path, Language: syntax.ByPath(e.Path), Text: *e.Text}, nil
}
