package flow

import (
	"encoding/binary"
	"hash/maphash"
	"slices"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A module is the code of a file outside of its functions, as it was lowered first. It is immutable.
type module struct {
	*shape
	outside []int32 // the nodes that the code's own are found by, in order
}

// module returns the intermediate form of a file's own code. Lowering it looks at no body of a named function: where
// only such bodies changed, what was lowered before holds, and its nodes have other numbers and places.
func (c *cache) module(form *syntax.Form) *function {
	outside, hash := outsideOf(form, c.seed)
	fresh := false
	m := c.modules.get(hash, func() *module {
		fresh = true
		return &module{lower(form, 0, c.keyed).shape, outside}
	})
	if fresh || m.big != "" {
		return &function{shape: m.shape}
	}
	return &function{shape: m.moved(form, outside)}
}

// outsideOf lists the nodes that stand in no body of a named function, and hashes what they are, where they hang, and
// the text without those bodies.
func outsideOf(form *syntax.Form, seed maphash.Seed) (outside []int32, hash uint64) {
	var h maphash.Hash
	h.SetSeed(seed)
	text, from, cut := form.Tree().Text(), 0, 0
	outside = make([]int32, 0, 1024)
	var buf []byte
	var around []int32 // where what stands around a node ends
	for i := int32(0); i < int32(form.Len()); {
		n, s := form.Node(i), form.Span(i)
		for len(around) > 0 && around[len(around)-1] <= i {
			around = around[:len(around)-1]
		}
		leaf := 0
		if n.After == i+1 {
			leaf = s.End - s.Start
		}
		outside = append(outside, i)
		buf = append(buf, byte(n.Role), n.Flags)
		buf = binary.LittleEndian.AppendUint32(buf, uint32(n.Slot)<<16|uint32(n.Kind))
		buf = binary.LittleEndian.AppendUint64(buf, uint64(len(around))<<32|uint64(s.Start-cut))
		buf = binary.LittleEndian.AppendUint32(buf, uint32(leaf))
		if !isBody(form, i) || s.Start < from {
			around = append(around, n.After)
			i++
			continue
		}
		h.Write(buf)
		h.WriteString(text[from:s.Start])
		h.WriteByte(0)
		buf, from, cut, i = buf[:0], s.End, cut+s.End-s.Start, n.After
	}
	h.Write(buf)
	h.WriteString(text[from:])
	return outside, h.Sum64()
}

// isBody reports whether a node is the body of a named function.
func isBody(form *syntax.Form, i int32) bool {
	n := form.Node(i)
	if n.Slot != syntax.SlotBody || n.Parent < 0 {
		return false
	}
	around := form.Node(n.Parent)
	return around.Role == syntax.RoleFunc && !isLambda(around)
}

// moved returns the shape of the same code where its nodes have other numbers and places.
func (m *module) moved(form *syntax.Form, outside []int32) *shape {
	to := func(n int32) int32 {
		if n < 0 {
			return n
		}
		at, _ := slices.BinarySearch(m.outside, n)
		return outside[at]
	}
	out := *m.shape
	out.instrs, out.blocks = slices.Clone(m.instrs), slices.Clone(m.blocks)
	for i := range out.instrs {
		in := &out.instrs[i]
		in.at, in.to = to(in.at), to(in.to)
	}
	out.loops = map[int32]int32{}
	for i := range out.blocks {
		if b := &out.blocks[i]; b.loop >= 0 {
			b.loop = to(b.loop)
			out.loops[b.loop] = int32(form.Span(b.loop).End - form.Span(0).Start)
		}
	}
	out.index, out.starts, out.ends = nil, nil, nil
	out.place0(form, 0)
	return &out
}
