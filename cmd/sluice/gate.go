package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"unicode/utf8"

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
"unknown" means that the check could not run: insert nothing. Answers come in the order of the edits,
one for each line that is not blank; one that is no edit is "unknown" with the reason.`,
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
		if os.Getenv("GOGC") == "" {
			debug.SetGCPercent(gateGarbage)
		}
		return serveGate(completion.NewGate(set, blocks), cmd.InOrStdin(), cmd.OutOrStdout())
	}
	return cmd
}

// maxEdit bounds a line of `sluice gate`, in bytes.
const maxEdit = 16 << 20

// gateGarbage is how far the memory of `sluice gate` grows between collections, in percent: each edit leaves much garbage
// and keeps nothing.
const gateGarbage = 400

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

// serveGate answers edits, several at a time and in their order, until the input ends. It returns an error that ends the
// command with exitBlocks if not all of them passed.
func serveGate(g *completion.Gate, in io.Reader, out io.Writer) error {
	workers := runtime.GOMAXPROCS(0)
	tasks, queue := make(chan *gateTask), make(chan *gateTask, 8*workers)
	for range workers {
		go func() {
			for t := range tasks {
				t.answer <- answerEdit(g, t.line, t.err)
			}
		}()
	}
	var unreadable error
	go func() {
		defer close(queue)
		defer close(tasks)
		unreadable = readEdits(in, func(t *gateTask) {
			queue <- t
			tasks <- t
		})
	}()
	worst, err := writeAnswers(queue, out)
	if err == nil && unreadable != nil {
		err = fmt.Errorf("reading edits: %w", unreadable)
	}
	if err != nil {
		return err
	}
	return worst
}

// A gateTask is a line of the input, and where its answer goes.
type gateTask struct {
	line   []byte
	err    error // why the line could not be read
	answer chan gateAnswer
}

// readEdits reads lines until the input ends. Blank ones mean nothing.
func readEdits(in io.Reader, each func(*gateTask)) error {
	lines := bufio.NewReaderSize(in, 64<<10)
	for {
		line, err := readLine(lines)
		switch {
		case errors.Is(err, io.EOF) && len(line) == 0:
			return nil
		case err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, errLongLine):
			return err
		case len(line) > 0 || errors.Is(err, errLongLine):
			if errors.Is(err, io.EOF) {
				err = nil
			}
			each(&gateTask{line: line, err: err, answer: make(chan gateAnswer, 1)})
		}
	}
}

// writeAnswers writes the answers as they come due, and keeps none back when nothing else is under way. After an
// error it only waits for the input to end.
func writeAnswers(queue <-chan *gateTask, out io.Writer) (worst, err error) {
	w := bufio.NewWriter(out)
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	for t := range queue {
		answer := <-t.answer
		if answer.Verdict != verdict.Passed {
			worst = &exitError{status: exitBlocks}
		}
		if err == nil {
			err = encoder.Encode(answer)
		}
		if err == nil && len(queue) == 0 {
			err = w.Flush()
		}
	}
	if err == nil {
		err = w.Flush()
	}
	if err != nil {
		return worst, fmt.Errorf("writing a verdict: %w", err)
	}
	return worst, nil
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
		} else {
			line = nil
		}
		if !more {
			if long {
				return nil, errLongLine
			}
			return line, nil
		}
	}
}

// answerEdit answers for one line, whatever it holds.
func answerEdit(g *completion.Gate, line []byte, err error) (answer gateAnswer) {
	var edit gateEdit
	var doc *completion.Document
	defer func() {
		if fault := recover(); fault != nil {
			err = fmt.Errorf("the check failed: %v", fault)
		}
		if err != nil {
			answer = gateAnswer{ID: idOf(edit), Verdict: verdict.Unknown, Findings: []verdict.Finding{}, Reason: err.Error()}
		}
	}()
	if err == nil && !utf8.Valid(line) {
		err = errors.New("the line is not valid UTF-8")
	}
	if err == nil {
		err = json.Unmarshal(line, &edit)
	}
	if err == nil {
		doc, err = edit.document()
	}
	if err != nil {
		return answer
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
		text, err := readDocument(e.Path)
		if err != nil {
			return nil, fmt.Errorf("reading the document: %w", err)
		}
		e.Text = &text
	}
	return &completion.Document{Path: e.Path, Language: syntax.ByPath(e.Path), Text: *e.Text}, nil
}

func readDocument(path string) (string, error) {
	switch info, err := os.Stat(path); {
	case err != nil:
		return "", err
	case !info.Mode().IsRegular():
		return "", fmt.Errorf("%s is no file", path)
	case info.Size() > maxEdit:
		return "", fmt.Errorf("%s is larger than %d bytes", path, maxEdit)
	}
	text, err := os.ReadFile(path)
	if err == nil && !utf8.Valid(text) {
		err = fmt.Errorf("%s is not valid UTF-8", path)
	}
	return string(text), err
}
