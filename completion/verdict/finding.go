package verdict

import "github.com/sluice-lsp/sluice/rules"

// A Finding is a finding as `sluice check --format json` and `sluice gate` print it. The field names are
// an interface that tools are written against.
type Finding struct {
	Rule       string   `json:"rule"`
	Path       string   `json:"path"`
	Start      Position `json:"start"`
	End        Position `json:"end"`
	Severity   string   `json:"severity"`
	Confidence string   `json:"confidence"`
	CWE        []string `json:"cwe"`
	Message    string   `json:"message"`
	Blocks     bool     `json:"blocks"`
	Fix        string   `json:"fix,omitempty"`
}

var _ = rules.Finding{}
