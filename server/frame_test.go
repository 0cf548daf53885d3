package server

import (
	"errors"
	"io"
	"strings"
	"testing"

	"go.lsp.dev/jsonrpc2"
)

// TestTooLongBodyIsSkipped: the error comes before the body is read, and what follows it is a message again.
func TestTooLongBodyIsSkipped(t *testing.T) {
	input, write := io.Pipe()
	frames := newFrameReader(input, 10)
	go io.WriteString(write, "Content-Length: 11\r\n\r\n")
	_, err := frames.next()
	var bad *frameError
	if !errors.As(err, &bad) || bad.code != jsonrpc2.InvalidRequest {
		t.Fatalf("got %v, want a refusal", err)
	}
	go func() {
		io.WriteString(write, strings.Repeat("x", 11)+"Content-Length: 2\r\n\r\n{}")
		write.Close()
	}()
	if body, err := frames.next(); err != nil || string(body) != "{}" {
		t.Errorf("got %q, %v", body, err)
	}
	if _, err := frames.next(); !errors.Is(err, io.EOF) {
		t.Errorf("got %v, want the end", err)
	}
}
