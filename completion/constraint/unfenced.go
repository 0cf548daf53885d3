package constraint

// Unfenced returns an automaton of the same texts, but for those that begin with a fence of three
// backticks, as a chat's replies do that show code instead of being it.
func (d *DFA) Unfenced() *DFA {
	tick := int(d.Classes['`'])
	if len(d.Members[tick]) != 1 {
		return d
	}
	out := *d
	out.next, out.accept = append([]int32(nil), d.next...), append([]bool(nil), d.accept...)
	at, entry := d.Start(), int32(Dead)
	for i := range 3 { // behind no, one and two backticks
		s := int32(len(out.accept))
		if i == 0 {
			entry = s
		}
		out.next = append(out.next, d.next[at*len(d.Members):(at+1)*len(d.Members)]...)
		out.accept = append(out.accept, d.accept[at])
		if at = d.Next(at, tick); at < 0 {
			break
		}
		out.next[int(s)*len(d.Members)+tick] = s + 1
		if i == 2 {
			out.next[int(s)*len(d.Members)+tick] = int32(Dead)
		}
	}
	out.start = entry
	return &out
}
