// Package gguf makes small language models in the file format of llama.cpp, so that tests can run a real
// server without anyone's weights.
//
// Only tests use it. Its models follow letters and words of a text that they are given: they want to write
// what stands there, banned or not, which is what a test of constraints needs. They are no good for more.
package gguf

import (
	"bufio"
	"encoding/binary"
	"io"
	"math"
)

// The types of values in a file's header, as the format numbers them.
const (
	typeUint32  uint32 = 4
	typeInt32   uint32 = 5
	typeFloat32 uint32 = 6
	typeString  uint32 = 8
	typeArray   uint32 = 9
)

const alignment = 32

// A writer writes one file. The first error stays.
type writer struct {
	out *bufio.Writer
	n   int64
	err error
}

func (w *writer) put(v any) {
	if w.err == nil {
		w.err = binary.Write(w.out, binary.LittleEndian, v)
		w.n += int64(binary.Size(v))
	}
}

func (w *writer) text(s string) {
	w.put(uint64(len(s)))
	w.put([]byte(s))
}

func (w *writer) pad() {
	for w.n%alignment != 0 {
		w.put(uint8(0))
	}
}

// A field is one entry of the header.
type field struct {
	key   string
	value any // uint32, float32, string, []string or []int32
}

func (w *writer) field(f field) {
	w.text(f.key)
	switch v := f.value.(type) {
	case uint32:
		w.put(typeUint32)
		w.put(v)
	case float32:
		w.put(typeFloat32)
		w.put(v)
	case string:
		w.put(typeString)
		w.text(v)
	case []string:
		w.put(typeArray)
		w.put(typeString)
		w.put(uint64(len(v)))
		for _, s := range v {
			w.text(s)
		}
	case []int32:
		w.put(typeArray)
		w.put(typeInt32)
		w.put(uint64(len(v)))
		w.put(v)
	}
}

// A tensor is an array of 32-bit floats, the fastest dimension first.
type tensor struct {
	name string
	dims []uint64
	row  func(i int) []float32 // nil: all zero
}

func (t *tensor) size() int64 {
	n := int64(4)
	for _, d := range t.dims {
		n *= int64(d)
	}
	return n
}

// write writes a file: header, fields, the table of tensors, and their values.
func write(out io.Writer, fields []field, tensors []tensor) error {
	w := &writer{out: bufio.NewWriterSize(out, 1<<20)}
	w.put([]byte("GGUF"))
	w.put(uint32(3))
	w.put(uint64(len(tensors)))
	w.put(uint64(len(fields)))
	for _, f := range fields {
		w.field(f)
	}
	offset := int64(0)
	for _, t := range tensors {
		w.text(t.name)
		w.put(uint32(len(t.dims)))
		w.put(t.dims)
		w.put(uint32(0)) // 32-bit floats
		w.put(uint64(offset))
		offset += (t.size() + alignment - 1) / alignment * alignment
	}
	w.pad()
	for _, t := range tensors {
		w.values(t)
	}
	if w.err == nil {
		w.err = w.out.Flush()
	}
	return w.err
}

// values writes a tensor row by row: some have more than a hundred thousand.
func (w *writer) values(t tensor) {
	width := int(t.dims[0])
	buffer := make([]byte, 4*width)
	for i := int64(0); i < t.size()/int64(4*width) && w.err == nil; i++ {
		clear(buffer)
		if t.row != nil {
			for k, v := range t.row(int(i)) {
				binary.LittleEndian.PutUint32(buffer[4*k:], math.Float32bits(v))
			}
		}
		_, w.err = w.out.Write(buffer)
		w.n += int64(len(buffer))
	}
	w.pad()
}
