package backend

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"unicode/utf8"
)

const (
	maxLine   = 1 << 20  // one event
	maxStream = 16 << 20 // everything, with its keep-alives
)

// events is the body of a streamed reply, made regular: one "data:" line for each event and nothing
// else. Comments and other fields go, so that keep-alives never count. A reply that is one JSON object
// instead of a stream becomes one event. An error that the server wrote anywhere becomes an error of
// Read, since a stream that ends after one looks well to the client library.
//
// It is owned by the goroutine that reads it; Close may be called by any.
type events struct {
	io.Closer
	lines *bufio.Reader
	long  []byte // a line that the reader's buffer does not hold
	out   []byte
	total int
	first bool // nothing but blank lines so far
	err   error
}

func newEvents(body io.ReadCloser) *events {
	return &events{Closer: body, lines: bufio.NewReaderSize(body, 16<<10), first: true}
}

// Read implements io.Reader.
func (e *events) Read(p []byte) (int, error) {
	for len(e.out) == 0 {
		if e.err != nil {
			return 0, e.err
		}
		e.err = e.next()
	}
	n := copy(p, e.out)
	e.out = e.out[n:]
	return n, nil
}

// next reads one line and leaves in out what it means.
func (e *events) next() error {
	line, err := e.readLine()
	if e.total += len(line); e.total > maxStream || len(line) > maxLine {
		return errTooLong
	}
	line = bytes.TrimSpace(line)
	if len(line) == 0 || err != nil && !complete(line) && !e.first {
		return err
	}
	first := e.first
	e.first = false
	name, value, found := bytes.Cut(line, []byte(":"))
	switch {
	case first && line[0] == '{':
		return e.object(line, err)
	case !found || !isField(name):
		return errNotStream
	case string(name) == "error":
		return readError(bytes.TrimSpace(value))
	case string(name) == "data":
		if reported := e.data(bytes.TrimSpace(value)); reported != nil {
			return reported
		}
	}
	return err
}

// readLine returns the next line, or as much of it as shows that it is too long. The line is valid until
// the next call.
func (e *events) readLine() ([]byte, error) {
	line, err := e.lines.ReadSlice('\n')
	if !errors.Is(err, bufio.ErrBufferFull) {
		return line, err
	}
	e.long = e.long[:0]
	for errors.Is(err, bufio.ErrBufferFull) && len(e.long) <= maxLine {
		e.long = append(e.long, line...)
		line, err = e.lines.ReadSlice('\n')
	}
	e.long = append(e.long, line...)
	if errors.Is(err, bufio.ErrBufferFull) {
		err = nil
	}
	return e.long, err
}

// complete reports whether the last line of a stream, which no line feed ends, is whole all the same.
func complete(line []byte) bool {
	_, value, _ := bytes.Cut(line, []byte(":"))
	return line[0] == '{' || json.Valid(value) || string(bytes.TrimSpace(value)) == "[DONE]"
}

// isField reports whether a name is one that an event stream may have. An empty one marks a comment.
func isField(name []byte) bool {
	for _, c := range name {
		if (c < 'a' || c > 'z') && c != '-' && c != '_' {
			return false
		}
	}
	return true
}

// object takes a whole body that is one JSON object, of which the first line was read already.
func (e *events) object(line []byte, err error) error {
	body := bytes.Clone(line)
	if err == nil {
		rest, readErr := io.ReadAll(io.LimitReader(e.lines, maxLine))
		if readErr != nil {
			return readErr
		}
		body = append(body, rest...)
	}
	var compact bytes.Buffer
	if json.Compact(&compact, body) != nil {
		return errNotStream
	}
	if reported := e.data(compact.Bytes()); reported != nil {
		return reported
	}
	return io.EOF
}

// data passes an event on.
func (e *events) data(payload []byte) error {
	if string(payload) == "[DONE]" {
		e.out = append(e.out, "data: [DONE]\n"...)
		return nil
	}
	if len(payload) == 0 || payload[0] != '{' || !utf8.Valid(payload) {
		return errNotStream
	}
	if err := errorIn(payload); err != nil {
		return err
	}
	// The blank keeps the client library from taking a member "error": null for an error.
	e.out = append(append(append(e.out, "data: { "...), payload[1:]...), '\n')
	return nil
}

// errorIn returns the error that a JSON object reports, in any of the shapes that servers use.
func errorIn(payload []byte) error {
	if !bytes.Contains(payload, []byte(`"error"`)) && !bytes.Contains(payload, []byte(`"code"`)) {
		return nil
	}
	var reply struct {
		Error   json.RawMessage `json:"error"`
		Object  any             `json:"object"`
		Message any             `json:"message"`
		Code    any             `json:"code"`
	}
	if json.Unmarshal(payload, &reply) != nil {
		return errNotStream
	}
	switch {
	case len(reply.Error) > 0 && string(reply.Error) != "null":
		return readError(reply.Error)
	case reply.Object == "error", reply.Object == nil && reply.Message != nil && reply.Code != nil:
		return readError(payload)
	}
	return nil
}

// readError reads {"message": …, "code": …} or a text.
func readError(raw []byte) error {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return &serverError{message: text}
	}
	var detail struct {
		Message any `json:"message"`
		Code    any `json:"code"`
	}
	if json.Unmarshal(raw, &detail) != nil {
		return &serverError{}
	}
	message, _ := detail.Message.(string)
	code, _ := detail.Code.(float64)
	return &serverError{status: int(code), message: message}
}
