package constraint

// Lark writes the automaton as llguidance's Lark: the same right-linear rules, with classes as regexes
// of Rust's syntax.
func (d *DFA) Lark() string {
	return d.rules("start", ": ", func(set *[128]bool, beyond bool) string { return "/" + class(set, beyond) + "/" })
}
