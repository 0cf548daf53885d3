package report

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif"

	"github.com/sluice-lsp/sluice/rules"
)

const homepage = "https://github.com/sluice-lsp/sluice"

// SARIF prints the report in the Static Analysis Results Interchange Format, version 2.1.0.
func SARIF(w io.Writer, r *Report) error {
	out, err := json.Marshal(sarifLog(r))
	if err != nil {
		return fmt.Errorf("printing SARIF: %w", err)
	}
	_, err = w.Write(append(out, '\n'))
	return err
}

// sarifLog makes a log of one run. It lists the rules that found something; results refer to them by
// their place.
func sarifLog(r *Report) *sarif.Report {
	run := sarif.NewRunWithInformationURI("sluice", homepage).WithColumnKind("unicodeCodePoints")
	indices, twins := map[string]int{}, map[string]int{}
	for i := range r.Findings {
		f := &r.Findings[i]
		index, ok := indices[f.Rule]
		if !ok {
			index = len(indices)
			indices[f.Rule] = index
			run.Tool.Driver.AddRule(sarifRule(f.source.Rule))
		}
		run.AddResult(sarifResult(f, index).WithPartialFingerprints(map[string]string{
			"sluice/v1": f.fingerprint(twins),
		}))
	}
	run.AddInvocation(sarifInvocation(r))
	return sarif.NewReport().AddRun(run)
}

var sarifLevels = map[string]string{
	"ERROR": sarif.LevelError, "WARNING": sarif.LevelWarning, "INFO": sarif.LevelNote,
}

var sarifPrecision = map[rules.Confidence]string{rules.High: "high", rules.Medium: "medium", rules.Low: "low"}

// sarifRule describes a rule as viewers show it. The tags are those by which code scanning services know
// weaknesses, and the first reference that is a whole URI is where help is.
func sarifRule(r *rules.Rule) *sarif.ReportingDescriptor {
	page := r.Page(rules.DefaultThreshold)
	short, _, _ := strings.Cut(page.Message, "\n")
	tags := []string{"security"}
	for _, c := range r.CWE {
		tags = append(tags, c, "external/cwe/"+strings.ToLower(c))
	}
	properties := sarif.NewPropertyBag().WithTags(tags).Add("precision", sarifPrecision[r.Confidence])
	rule := sarif.NewReportingDescriptor().WithID(r.ID).
		WithShortDescription(multiformat(short)).
		WithFullDescription(multiformat(page.Message)).
		WithHelp(multiformat(page.Text()).WithMarkdown(page.Markdown())).
		WithDefaultConfiguration(sarif.NewReportingConfiguration().WithLevel(sarifLevels[page.Severity])).
		WithProperties(properties)
	for _, ref := range r.References {
		if u, err := url.Parse(ref); err == nil && u.IsAbs() {
			return rule.WithHelpURI(u.String())
		}
	}
	return rule
}

func multiformat(text string) *sarif.MultiformatMessageString {
	return sarif.NewMultiformatMessageString().WithText(text)
}

// sarifResult describes a finding. A fix replaces exactly the region of the finding.
func sarifResult(f *Finding, rule int) *sarif.Result {
	place := sarif.NewPhysicalLocation().WithArtifactLocation(artifact(f.Path)).
		WithRegion(f.region().WithSnippet(content(f.matched())))
	result := sarif.NewRuleResult(f.Rule).WithRuleIndex(rule).
		WithLevel(sarifLevels[f.Severity]).
		WithMessage(sarif.NewTextMessage(f.Message)).
		AddLocation(sarif.NewLocationWithPhysicalLocation(place)).
		WithProperties(sarif.NewPropertyBag().Add("blocks", f.Blocks))
	if len(f.Trace) > 0 {
		result.AddCodeFlow(f.codeFlow())
	}
	if f.source.Fix != nil {
		replacement := sarif.NewReplacement().WithDeletedRegion(f.region()).WithInsertedContent(content(f.Fix))
		change := sarif.NewArtifactChange().WithArtifactLocation(artifact(f.Path)).AddReplacement(replacement)
		fix := sarif.NewFix().WithDescription(sarif.NewTextMessage("Use the safe form")).AddArtifactChange(change)
		result.AddFixe(fix)
	}
	return result
}

// artifact names a file by a URI reference: relative where the path is.
func artifact(path string) *sarif.ArtifactLocation {
	u := url.URL{Path: filepath.ToSlash(path)}
	if filepath.IsAbs(path) {
		u.Scheme = "file"
	}
	return sarif.NewSimpleArtifactLocation(u.String())
}

// content wraps code. JSON has no bytes that are no UTF-8, so these are shown as replacement characters.
func content(text string) *sarif.ArtifactContent {
	return sarif.NewArtifactContent().WithText(strings.ToValidUTF8(text, "\uFFFD"))
}

// matched returns the code of the finding.
func (f *Finding) matched() string {
	from := f.Start.Column - 1
	return f.code[from : from+f.End.Offset-f.Start.Offset]
}

// region gives the finding's place with columns in code points, as the run declares.
func (f *Finding) region() *sarif.Region {
	last := f.code[:f.Start.Column-1+f.End.Offset-f.Start.Offset]
	last = last[strings.LastIndexByte(last, '\n')+1:]
	return sarif.NewRegion().
		WithStartLine(f.Start.Line).WithStartColumn(utf8.RuneCountInString(f.code[:f.Start.Column-1]) + 1).
		WithEndLine(f.End.Line).WithEndColumn(utf8.RuneCountInString(last) + 1).
		WithByteOffset(f.Start.Offset).WithByteLength(f.End.Offset - f.Start.Offset)
}

// fingerprint stays the same when the finding moves to another line or is indented anew: it is made of
// the rule, the file and the code. Equal findings of a file are told apart by their order.
func (f *Finding) fingerprint(twins map[string]int) string {
	key := strings.Join([]string{f.Rule, filepath.ToSlash(f.Path), strings.Join(strings.Fields(f.code), " ")}, "\x00")
	twins[key]++
	sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", key, twins[key]))
	return hex.EncodeToString(sum[:16])
}

// sarifInvocation tells what went wrong: errors are the tool's execution, skipped rules its
// configuration.
func sarifInvocation(r *Report) *sarif.Invocation {
	invocation := sarif.NewInvocation().WithExecutionSuccessful(len(r.Errors) == 0)
	for _, e := range r.Errors {
		n := sarif.NewNotification().WithLevel(sarif.LevelError).WithMessage(sarif.NewTextMessage(e.Message))
		if e.Rule != "" {
			n.WithAssociatedRule(sarif.NewReportingDescriptorReference().WithID(e.Rule))
		}
		if e.Path != "" {
			place := sarif.NewPhysicalLocation().WithArtifactLocation(artifact(e.Path))
			n.AddLocation(sarif.NewLocationWithPhysicalLocation(place))
		}
		invocation.AddToolExecutionNotification(n)
	}
	for _, s := range r.Skipped {
		invocation.AddToolConfigurationNotification(sarif.NewNotification().WithLevel(sarif.LevelWarning).
			WithMessage(sarif.NewTextMessage("skipped: " + s.Reason)).
			WithAssociatedRule(sarif.NewReportingDescriptorReference().WithID(s.Rule)))
	}
	return invocation
}
