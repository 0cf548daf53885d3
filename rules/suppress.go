package rules

import (
	"regexp"
	"slices"
	"strings"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// ignoreWithoutReason is reported where a sluice:ignore says no reason, and so does not count. It
// blocks nothing: what it failed to suppress does that.
var ignoreWithoutReason = &Rule{
	ID:         "sluice.ignore-without-reason",
	Message:    "Say which rule is ignored and why: sluice:ignore RULE-ID: reason. Without a reason it does not count.",
	Severity:   Warning,
	Confidence: Low,
}

// ignoreMark stands in every text with a comment of ours.
const ignoreMark = "sluice:ignore"

// Semgrep's comment is a text on the line, wherever it stands; on the line before, only what is no
// letter or digit may precede it. Without ids it covers every rule.
var (
	semgrepIgnore = regexp.MustCompile(`(?i) nosem(?:grep)?(?:[:=]\s?((?:[^,\s](?:[,\s]+)?)+))?`)
	semgrepBefore = regexp.MustCompile(`(?i)^[^a-zA-Z0-9]* nosem(?:grep)?(?:[:=]\s?((?:[^,\s](?:[,\s]+)?)+))?`)
	sluiceIgnore  = regexp.MustCompile(`\bsluice:ignore\b(?:[ \t]+([\w./-]+(?:[ \t]*,[ \t]*[\w./-]+)*))?[ \t]*(?::[ \t]*(.*))?`)
)

// suppressions is what the comments of one text ask to leave out.
type suppressions struct {
	text    string
	lines   *syntax.LineIndex
	ignored map[int][]string // rule ids by the line that they are ignored on
	unsaid  []Finding        // sluice:ignore without a reason
}

// suppress leaves out the findings that comments of the text cover, and adds one for each comment that
// says no reason.
func suppress(t *syntax.Tree, findings []Finding, within syntax.Span) []Finding {
	if len(findings) == 0 && !strings.Contains(t.Text(), ignoreMark) {
		return nil
	}
	return newSuppressions(t).filter(findings, within)
}

// newSuppressions reads the sluice:ignore comments. They count in real comments alone, which the tree
// knows; broken code keeps its comments as extras.
func newSuppressions(t *syntax.Tree) *suppressions {
	s := &suppressions{text: t.Text(), lines: syntax.NewLineIndex(t.Text()), ignored: map[int][]string{}}
	if strings.Contains(s.text, ignoreMark) {
		for n := range t.Root().Subtree() {
			if n.IsExtra() && strings.Contains(n.KindName(), "comment") {
				s.comment(n.Span())
			}
		}
	}
	return s
}

// comment reads the directives of a comment. One that stands alone on its line covers the line behind
// it too.
func (s *suppressions) comment(c syntax.Span) {
	for _, at := range sluiceIgnore.FindAllStringSubmatchIndex(s.text[c.Start:c.End], -1) {
		group := func(i int) string {
			if at[i] < 0 {
				return ""
			}
			return s.text[c.Start+at[i] : c.Start+at[i+1]]
		}
		span := syntax.Span{Start: c.Start + at[0], End: c.Start + at[1]}
		reason := strings.TrimSpace(strings.TrimRight(strings.TrimSpace(group(4)), "*/"))
		if ids := group(2); ids == "" || reason == "" {
			s.unsaid = append(s.unsaid, Finding{Rule: ignoreWithoutReason, Span: span,
				Message: ignoreWithoutReason.Message, extent: span})
		} else {
			s.ignore(c, span, strings.Split(ids, ","))
		}
	}
}

// ignore notes the lines that a comment covers for some ids.
func (s *suppressions) ignore(comment, directive syntax.Span, ids []string) {
	line, _ := s.lines.LineColumn(directive.Start)
	covered := []int{line}
	first, column := s.lines.LineColumn(comment.Start)
	if strings.TrimSpace(s.text[s.lines.LineStart(first):s.lines.LineStart(first)+column-1]) == "" {
		last, _ := s.lines.LineColumn(comment.End)
		if strings.HasSuffix(s.text[:comment.End], "\n") {
			last-- // some grammars count the line's end to the comment
		}
		covered = append(covered, last+1)
	}
	for _, l := range covered {
		for _, id := range ids {
			s.ignored[l] = append(s.ignored[l], strings.TrimSpace(id))
		}
	}
}

// filter drops what is covered, by the line on which a finding starts.
func (s *suppressions) filter(findings []Finding, within syntax.Span) []Finding {
	kept := slices.DeleteFunc(findings, func(f Finding) bool {
		line, _ := s.lines.LineColumn(f.Span.Start)
		return slices.Contains(s.ignored[line], f.Rule.ID) || s.semgrepCovers(line, f.Rule.ID)
	})
	for _, f := range s.unsaid {
		if within == (syntax.Span{}) || within.Overlaps(f.Span) {
			kept = append(kept, f)
		}
	}
	return kept
}

// semgrepCovers reports whether a nosemgrep on the line or the one before covers a rule. The texts of
// two lines are all that is looked at, so that a text without findings costs nothing.
func (s *suppressions) semgrepCovers(line int, id string) bool {
	return names(semgrepIgnore.FindStringSubmatch(s.line(line)), id) ||
		line > 1 && names(semgrepBefore.FindStringSubmatch(s.line(line-1)), id)
}

// line returns the text of a 1-based line, without its end.
func (s *suppressions) line(n int) string {
	start := s.lines.LineStart(n)
	line, _, _ := strings.Cut(s.text[start:], "\n")
	return line
}

// names reports whether a nosemgrep comment, as matched, speaks of a rule: by its id or by the end of
// its id behind a dot.
func names(found []string, id string) bool {
	if found == nil || found[1] == "" {
		return found != nil
	}
	ids := strings.FieldsFunc(found[1], func(r rune) bool { return r == ',' || r == ' ' || r == '\t' || r == '\r' })
	return slices.ContainsFunc(ids, func(listed string) bool {
		listed = strings.Trim(listed, `"'`)
		return listed == id || strings.HasSuffix(id, "."+listed)
	})
}
