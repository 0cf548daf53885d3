package syntax

// Slot returns the slot of the children that fill a field of the grammar and have no slot of their own,
// SlotNone if the language has no such field.
func (l *Language) Slot(field string) Slot {
	if f := l.fields[field]; f != 0 {
		return slotFields + Slot(f)
	}
	return SlotNone
}
