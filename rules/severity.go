package rules

import "strings"

// Severity says how bad a finding is.
type Severity uint8

// The severities. CRITICAL and HIGH read as Error, MEDIUM as Warning, LOW as Info.
const (
	Info Severity = iota
	Warning
	Error
)

// String returns the severity as rules and reports write it.
func (s Severity) String() string { return [...]string{"INFO", "WARNING", "ERROR"}[s] }

var severities = map[string]Severity{
	"CRITICAL": Error, "HIGH": Error, "ERROR": Error,
	"MEDIUM": Warning, "WARNING": Warning,
	"LOW": Info, "INFO": Info, "INVENTORY": Info, "EXPERIMENT": Info,
}

// ParseSeverity reads a severity as rules and settings write it, in any case.
func ParseSeverity(text string) (Severity, bool) {
	s, ok := severities[strings.ToUpper(text)]
	return s, ok
}

// Confidence says how sure a rule is that what it finds is a weakness.
type Confidence uint8

// The confidences; a rule that gives none has Medium.
const (
	Low Confidence = iota
	Medium
	High
)

// String returns the confidence as rules and reports write it.
func (c Confidence) String() string { return [...]string{"LOW", "MEDIUM", "HIGH"}[c] }

var confidences = map[string]Confidence{"LOW": Low, "MEDIUM": Medium, "HIGH": High}

// ParseConfidence reads a confidence as rules and settings write it, in any case.
func ParseConfidence(text string) (Confidence, bool) {
	c, ok := confidences[strings.ToUpper(text)]
	return c, ok
}

// A Threshold says from where on a finding blocks. The zero Threshold is not useful; see DefaultThreshold.
type Threshold struct {
	Severity   Severity
	Confidence Confidence
}

// DefaultThreshold blocks WARNING and above with confidence MEDIUM and above.
var DefaultThreshold = Threshold{Warning, Medium}
