package backend

import (
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"

	"github.com/sluice-lsp/sluice/completion/backend/gguf"
	"github.com/sluice-lsp/sluice/completion/backend/llamatest"
)

// llama returns the URL of a real llama-server, with any model that fills holes: one that runs already,
// or one that is started for the tests with a model of our own.
func llama(t testing.TB) string {
	if url := os.Getenv("SLUICE_TEST_LLAMA"); url != "" {
		return url
	}
	return startLlama(t, 2048, 512)
}

// servers are the llama-servers that tests have started, by the size of their vocabulary.
var servers = struct {
	sync.Mutex
	running map[int]*llamatest.Server
}{running: map[int]*llamatest.Server{}}

// TestMain ends what tests have started.
func TestMain(m *testing.M) {
	status := m.Run()
	for _, s := range servers.running {
		s.Close()
	}
	os.Exit(status)
}

// startLlama starts a llama-server with a bigram model of Go's own library.
func startLlama(t testing.TB, vocabulary, width int) string {
	t.Helper()
	corpus, err := library()
	if err != nil {
		t.Fatal(err)
	}
	return startModel(t, corpus, vocabulary, width)
}

// startModel starts a llama-server with a bigram model of a text, one for each size of vocabulary.
func startModel(t testing.TB, corpus string, vocabulary, width int) string {
	t.Helper()
	servers.Lock()
	defer servers.Unlock()
	if s := servers.running[vocabulary]; s != nil {
		return s.URL
	}
	s, err := llamatest.Start(gguf.NewBigram(corpus, vocabulary, width))
	if errors.Is(err, llamatest.ErrMissing) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	servers.running[vocabulary] = s
	return s.URL
}

// library is some of Go's own.
func library() (string, error) {
	files, err := filepath.Glob(filepath.Join(runtime.GOROOT(), "src", "net", "http", "*.go"))
	if err != nil || len(files) == 0 {
		return "", errors.Join(err, errors.New("Go's own library is not here"))
	}
	var corpus strings.Builder
	for _, f := range files[:min(len(files), 40)] {
		data, err := os.ReadFile(f)
		if err != nil {
			return "", err
		}
		corpus.Write(data)
	}
	return corpus.String(), nil
}
