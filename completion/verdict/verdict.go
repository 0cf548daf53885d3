// Package verdict says what the gate said of candidates, in the form in which people and tools read it.
//
// It knows verdicts, findings as they are reported, and their JSON. It must not know how a verdict came about.
package verdict

// Kind is the gate's answer for one candidate.
type Kind string

// The kinds. Only the first three may be shown.
const (
	Passed    Kind = "passed"
	Trimmed   Kind = "trimmed"   // cut to a prefix that passed
	Rewritten Kind = "rewritten" // a rule's fix was applied, and the result passed
	Withheld  Kind = "withheld"
	Unknown   Kind = "unknown" // the check could not run
)

// A Verdict is what was decided about one candidate, and by what.
type Verdict struct {
	Kind       Kind      `json:"verdict"`
	Rules      []string  `json:"rules,omitempty"`    // ids of the rules that withheld, trimmed or rewrote
	Findings   []Finding `json:"findings,omitempty"` // positions in the text with the candidate applied
	Reason     string    `json:"reason,omitempty"`   // one sentence for people
	Notes      []string  `json:"notes,omitempty"`    // what could not be told, and blocks nothing
	EnforcedBy []string  `json:"enforced_by,omitempty"`
	Strategy   string    `json:"strategy,omitempty"` // how the text was come by: "first", "rollback", "prefix", …
	Attempts   int       `json:"attempts,omitempty"`
	Micros     int64     `json:"micros"`
}

// Shown reports whether text with this verdict may be shown.
func (v Verdict) Shown() bool {
	return v.Kind == Passed || v.Kind == Trimmed || v.Kind == Rewritten
}
