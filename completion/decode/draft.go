package decode

// maxDraft bounds what is taken of one stream, in bytes: a server that never stops must not fill memory.
const maxDraft = 64 << 10

// A Draft is the whole text of one generation, not yet checked as a whole.
type Draft struct {
	Text string
	Result
	Rollbacks  int
	Violations []Rejected // what was gone back from, in order
}

// A Rejected is text that a draft went back from, up to where the violation was seen.
type Rejected struct {
	Text string
	Violation
}
