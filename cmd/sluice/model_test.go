package main

import (
	"context"
	"io"
	"net/http"
	"strings"
	"testing"
)

func TestModelServeAnswersUntilInterrupted(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	done := make(chan error, 1)
	root := rootCommand()
	root.SetArgs([]string{"model", "serve", "--addr", "127.0.0.1:0", "--learn", "testdata"})
	root.SetOut(in)
	root.SetErr(io.Discard)
	go func() {
		done <- root.ExecuteContext(ctx)
	}()
	line := make([]byte, 100)
	n, err := out.Read(line)
	if err != nil {
		t.Fatal(err)
	}
	url := strings.TrimSpace(strings.TrimPrefix(string(line[:n]), "listening on "))
	response, err := http.Post(url+"/completions", "application/json", strings.NewReader(`{"model":"sluice-python","prompt":"import hashlib\nhashlib."}`))
	if err != nil {
		t.Fatal(err)
	}
	body, _ := io.ReadAll(response.Body)
	response.Body.Close()
	if response.StatusCode != http.StatusOK || !strings.Contains(string(body), "sha256") {
		t.Errorf("%s: %s", response.Status, body)
	}
	cancel()
	if err := <-done; err != nil {
		t.Errorf("after the interrupt: %v", err)
	}
}

func TestModelServeStaysOnLoopback(t *testing.T) {
	for _, addr := range []string{"0.0.0.0:0", ":0", "192.0.2.1:80", "example.org:80"} {
		root := rootCommand()
		root.SetArgs([]string{"model", "serve", "--addr", addr})
		if err := root.ExecuteContext(t.Context()); err == nil || !strings.Contains(err.Error(), "loopback") {
			t.Errorf("%s: %v", addr, err)
		}
	}
}
