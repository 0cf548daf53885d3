package server

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"go.lsp.dev/jsonrpc2"
)

const (
	maxBody   = 128 << 20 // bytes of a message; an editor's largest document, escaped, is well below
	maxHeader = 16 << 10  // bytes of one header line
)

// A frameReader cuts a byte stream into the bodies of messages. After a frame that is none it goes on at the
// next header that it can find.
type frameReader struct {
	in    *bufio.Reader
	limit int64 // bytes of the longest body that is read
	skip  int64 // bytes of a body that was too long, still to be passed over
}

func newFrameReader(in io.Reader, limit int64) *frameReader {
	return &frameReader{in: bufio.NewReaderSize(in, maxHeader), limit: limit}
}

// A frameError is a frame that holds no message. The reader can go on.
type frameError struct {
	code    jsonrpc2.Code
	message string
}

func (e *frameError) Error() string { return e.message }

func frameErrorf(code jsonrpc2.Code, format string, args ...any) error {
	return &frameError{code, fmt.Sprintf(format, args...)}
}

// next returns the next body. Its error is a frameError, or that of the input; an input that ends within a
// frame ends with io.EOF like any other.
func (r *frameReader) next() ([]byte, error) {
	// Only now, so that the client has heard of it: the end of what it promised may never come.
	if _, err := io.CopyN(io.Discard, r.in, r.skip); err != nil {
		return nil, err
	}
	r.skip = 0
	length, err := r.header()
	if err != nil {
		return nil, err
	}
	if length > r.limit {
		r.skip = length
		return nil, frameErrorf(jsonrpc2.InvalidRequest, "a message of %d bytes is longer than the limit of %d", length, r.limit)
	}
	var body bytes.Buffer // grows with what really comes: a length is a promise
	if _, err := io.CopyN(&body, r.in, length); err != nil {
		return nil, err
	}
	return body.Bytes(), nil
}

// header reads header lines up to the blank one and returns the length of the body. Names of headers are
// compared without case, as RFC 9110 has it; other headers and what is no header are passed over.
func (r *frameReader) header() (int64, error) {
	length, seen := "", false
	for {
		line, err := r.line()
		switch {
		case err != nil:
			return 0, err
		case line != "":
			if value, ok := contentLength(line); ok {
				length, seen = value, true
			}
		case seen:
			return parseLength(length)
		}
	}
}

// contentLength finds a length in a line. It need not start there: where a body was longer than announced,
// its rest stands before the next header on the same line.
func contentLength(line string) (string, bool) {
	const name = "content-length:"
	i := strings.LastIndex(strings.ToLower(line), name)
	if i < 0 {
		return "", false
	}
	return strings.TrimSpace(strings.ToLower(line)[i+len(name):]), true
}

func parseLength(text string) (int64, error) {
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || n <= 0 {
		return 0, frameErrorf(jsonrpc2.ParseError, "the header Content-Length must be a positive number")
	}
	return n, nil
}

// line returns the next line without its end. Of a line that is too long to be a header, it returns the
// last part.
func (r *frameReader) line() (string, error) {
	for {
		part, err := r.in.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			continue
		}
		if err != nil {
			return "", io.EOF
		}
		return string(bytes.TrimRight(part, "\r\n")), nil
	}
}
