package verdict

import "github.com/sluice-lsp/sluice/rules/report"

// Findings and positions read in verdicts as they do in every other report.
type (
	Finding  = report.Finding
	Position = report.Position
)
