package gguf

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"
)

// TestBigram: the file begins as the format says, holds all values, and what the corpus has is likelier
// than what it has not. That a server loads it, the tests of package backend show.
func TestBigram(t *testing.T) {
	m := NewBigram(strings.Repeat("if err != nil { return err }\n", 50), 600, 64)
	var out bytes.Buffer
	if err := m.Write(&out); err != nil {
		t.Fatal(err)
	}
	data := out.Bytes()
	if string(data[:4]) != "GGUF" || binary.LittleEndian.Uint32(data[4:]) != 3 || binary.LittleEndian.Uint64(data[8:]) != 12 {
		t.Errorf("the header is %q", data[:24])
	}
	if want := 4 * 2 * 64 * (600 + len(special)); len(data) < want {
		t.Errorf("%d bytes, want more than the %d of the two layers", len(data), want)
	}
	err := m.column[m.find[" err"]]
	if seen, not := m.next[m.find[" !="]][err], m.next[m.find[" return"]][err]; seen <= not {
		t.Errorf("behind err, != has %v and return %v", seen, not)
	}
	if got := m.encode("if err"); len(got) != 2 || m.tokens[got[0]] != "if" || m.tokens[got[1]] != " err" {
		t.Errorf("if err is %v", got)
	}
}
