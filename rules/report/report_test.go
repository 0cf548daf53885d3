package report

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/sluice-lsp/sluice/rules"
	"github.com/sluice-lsp/sluice/rules/scan"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

var md5 = &rules.Rule{
	ID: "python.md5", Message: "Use sha256.", Severity: rules.Error, Confidence: rules.High,
	CWE: []string{"CWE-328"}, References: []string{"not a URI", "https://example.org/md5"},
}

// findAll makes a report in which md5 found every "md5(…)" of a text.
func findAll(path, text string) *Report {
	file := scan.File{Path: path, Text: text}
	for at := 0; ; {
		i := strings.Index(text[at:], "md5(")
		if i < 0 {
			break
		}
		start := at + i
		at = start + strings.Index(text[start:], ")") + 1
		span := syntax.Span{Start: start, End: at}
		file.Findings = append(file.Findings, rules.Finding{Rule: md5, Span: span, Message: md5.Message,
			Fix: &rules.Fix{Span: span, Text: "sha256" + text[start+3:at]}})
	}
	result := &scan.Result{Files: []scan.File{file}, Scanned: 1, Lines: 2,
		Errors: []scan.Error{{Path: "b\x1b[2J.py", Rule: "python.x", Message: "ran out of time"}}}
	return New(rules.NewSet(), result, rules.DefaultThreshold, 51*time.Millisecond)
}

func TestJSON(t *testing.T) {
	var out bytes.Buffer
	if err := JSON(&out, findAll("a.py", "x = 'é'\ny = md5(<\n  x)\n")); err != nil {
		t.Fatal(err)
	}
	want := `{"findings":[{"rule":"python.md5","path":"a.py","start":{"line":2,"column":5,"offset":13},` +
		`"end":{"line":3,"column":5,"offset":23},"severity":"ERROR","confidence":"HIGH","cwe":["CWE-328"],` +
		`"message":"Use sha256.","blocks":true,"fix":"sha256(<\n  x)"}],` +
		`"errors":[{"path":"b\u001b[2J.py","rule":"python.x","message":"ran out of time"}],` +
		`"skipped":[],"scanned":{"files":1,"lines":2,"micros":51000}}` + "\n"
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
}

func TestText(t *testing.T) {
	var out bytes.Buffer
	if err := Text(&out, findAll("a.py", "y = md5(\x1b[31m)\nz = md5(\n  x)\n")); err != nil {
		t.Fatal(err)
	}
	want := `a.py:1:5: ERROR python.md5 (CWE-328): Use sha256.
    y = md5(\u001b[31m)
    fix: sha256(\u001b[31m)
a.py:2:5: ERROR python.md5 (CWE-328): Use sha256.
    z = md5(
    … 1 more line
    fix: sha256( x)
b\u001b[2J.py: could not analyse: rule python.x: ran out of time
2 findings, 2 blocking, 1 error, 1 file in 51 ms
`
	if diff := cmp.Diff(want, out.String()); diff != "" {
		t.Error(diff)
	}
}

func TestSARIFIsValid(t *testing.T) {
	for _, text := range []string{"é = md5(é)\nmd5(\n\xff)\n", "nothing\n", "md5()"} {
		if err := sarifLog(findAll("dir a/b.py", text)).Validate(); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestSARIF(t *testing.T) {
	var out bytes.Buffer
	if err := SARIF(&out, findAll("dir a/b.py", "é = md5(é)\n")); err != nil {
		t.Fatal(err)
	}
	type region struct{ StartLine, StartColumn, EndLine, EndColumn, ByteOffset, ByteLength int }
	var log struct {
		Runs []struct {
			Tool struct {
				Driver struct {
					Rules []struct {
						ID, HelpURI string
						Help        struct{ Text, Markdown string }
						Properties  struct{ Tags []string }
					}
				}
			}
			Results []struct {
				RuleID    string
				Level     string
				Locations []struct {
					PhysicalLocation struct {
						ArtifactLocation struct{ URI string }
						Region           region
					}
				}
				Fixes []struct {
					ArtifactChanges []struct {
						Replacements []struct {
							DeletedRegion   region
							InsertedContent struct{ Text string }
						}
					}
				}
			}
		}
	}
	if err := json.Unmarshal(out.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	rule, result := run.Tool.Driver.Rules[0], run.Results[0]
	place := result.Locations[0].PhysicalLocation
	want := region{1, 5, 1, 11, 5, 7}
	if place.Region != want || place.ArtifactLocation.URI != "dir%20a/b.py" {
		t.Errorf("got %+v", place)
	}
	if r := result.Fixes[0].ArtifactChanges[0].Replacements[0]; r.DeletedRegion != want || r.InsertedContent.Text != "sha256(é)" {
		t.Errorf("got the fix %+v", r)
	}
	if rule.ID != "python.md5" || rule.HelpURI != "https://example.org/md5" || !strings.Contains(rule.Help.Text, "CWE-328") || rule.Help.Markdown == "" {
		t.Errorf("got the rule %+v", rule)
	}
	if diff := cmp.Diff([]string{"security", "CWE-328", "external/cwe/cwe-328"}, rule.Properties.Tags); diff != "" {
		t.Error(diff)
	}
}

// fingerprints returns the partial fingerprints of a text's findings, in order.
func fingerprints(text string) (out []string) {
	for _, r := range sarifLog(findAll("a.py", text)).Runs[0].Results {
		out = append(out, r.PartialFingerprints["sluice/v1"])
	}
	return out
}

func TestFingerprintsSurviveMoves(t *testing.T) {
	before := fingerprints("a = md5(1)\na = md5(1)\nb = md5(2)\n")
	after := fingerprints("import x\n\nif x:\n    a =  md5(1)\n\n    a = md5(1)\nb = md5(2)\n")
	if diff := cmp.Diff(before, after); diff != "" {
		t.Error(diff)
	}
	if before[0] == before[1] || before[0] == before[2] {
		t.Errorf("different findings share a fingerprint: %v", before)
	}
	if changed := fingerprints("a = md5(3)\n"); changed[0] == before[0] {
		t.Error("other code has the same fingerprint")
	}
}
