package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"
	"unicode"
)

// Text prints the report for people and for editors that read compilers' output: a line
// `path:line:column: SEVERITY rule (CWE): message` for each finding, and the code below it.
func Text(w io.Writer, r *Report) error {
	b := bufio.NewWriter(w)
	for _, f := range r.Findings {
		f.text(b)
	}
	for _, e := range r.Errors {
		fmt.Fprintf(b, "%s: could not analyse: ", printable(e.Path))
		if e.Rule != "" {
			fmt.Fprintf(b, "rule %s: ", e.Rule)
		}
		fmt.Fprintln(b, printable(e.Message))
	}
	for _, s := range r.Skipped {
		fmt.Fprintf(b, "rule %s was skipped: %s\n", s.Rule, printable(s.Reason))
	}
	fmt.Fprintf(b, "%s, %d blocking, %s, %s in %d ms\n", count(len(r.Findings), "finding"), r.Blocking(),
		count(len(r.Errors), "error"), count(r.Scanned.Files, "file"), r.Scanned.Micros/1000)
	return b.Flush()
}

// count words a number.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}

// text prints one finding. Only the first line of its code is shown: it is where the eye goes.
func (f *Finding) text(b *bufio.Writer) {
	cwe := ""
	if len(f.CWE) > 0 {
		cwe = " (" + strings.Join(f.CWE, ", ") + ")"
	}
	message := strings.Join(strings.Fields(f.Message), " ")
	fmt.Fprintf(b, "%s:%d:%d: %s %s%s: %s\n", printable(f.Path), f.Start.Line, f.Start.Column,
		f.Severity, f.Rule, cwe, printable(message))
	first, rest, more := strings.Cut(f.code, "\n")
	fmt.Fprintf(b, "    %s\n", printable(strings.TrimSpace(first)))
	if more {
		fmt.Fprintf(b, "    … %s\n", count(strings.Count(rest, "\n")+1, "more line"))
	}
	f.traceText(b)
	if f.Fix != "" {
		fmt.Fprintf(b, "    fix: %s\n", printable(strings.Join(strings.Fields(f.Fix), " ")))
	}
}

// printable takes the power over a terminal from text that someone else wrote: escape sequences, and
// marks that turn the direction of writing, are shown as what they are.
func printable(s string) string {
	ok := func(r rune) bool { return r == '\t' || unicode.IsPrint(r) }
	if strings.IndexFunc(s, func(r rune) bool { return !ok(r) }) < 0 {
		return s
	}
	var b strings.Builder
	for _, r := range s {
		if ok(r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, "\\u%04x", r)
		}
	}
	return b.String()
}
