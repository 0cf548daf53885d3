package backend

import (
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sluice-lsp/sluice/completion/backend/gguf"
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
	urls    map[int]string
	running []*exec.Cmd
	folders []string
}{urls: map[int]string{}}

// TestMain ends what tests have started.
func TestMain(m *testing.M) {
	status := m.Run()
	for _, cmd := range servers.running {
		cmd.Process.Kill()
		cmd.Wait()
	}
	for _, folder := range servers.folders {
		os.RemoveAll(folder)
	}
	os.Exit(status)
}

// startLlama starts a llama-server with a bigram model of Go's own library.
func startLlama(t testing.TB, vocabulary, width int) string {
	t.Helper()
	program := os.Getenv("SLUICE_LLAMA_SERVER")
	if program == "" {
		t.Skip("SLUICE_LLAMA_SERVER does not name a llama-server")
	}
	servers.Lock()
	defer servers.Unlock()
	if url := servers.urls[vocabulary]; url != "" {
		return url
	}
	folder, err := os.MkdirTemp("", "sluice-llama-")
	if err != nil {
		t.Fatal(err)
	}
	servers.folders = append(servers.folders, folder)
	model := filepath.Join(folder, "bigram.gguf")
	if err := writeModel(model, vocabulary, width); err != nil {
		t.Fatal(err)
	}
	port := freePort(t)
	cmd := exec.Command(program, "-m", model, "-a", "bigram", "--host", "127.0.0.1", "--port", fmt.Sprint(port),
		"--no-webui", "-t", "1", "-np", "1", "-c", "8192", "--offline")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	servers.running = append(servers.running, cmd)
	url := fmt.Sprintf("http://127.0.0.1:%d", port)
	if err := healthy(url); err != nil {
		t.Fatal(err)
	}
	servers.urls[vocabulary] = url
	return url
}

func writeModel(path string, vocabulary, width int) error {
	files, err := filepath.Glob(filepath.Join(runtime.GOROOT(), "src", "net", "http", "*.go"))
	if err != nil || len(files) == 0 {
		return errors.Join(err, errors.New("Go's own library is not here"))
	}
	var corpus strings.Builder
	for _, f := range files[:min(len(files), 40)] {
		data, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		corpus.Write(data)
	}
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(gguf.NewBigram(corpus.String(), vocabulary, width).Write(out), out.Close())
}

func freePort(t testing.TB) int {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port
}

// healthy waits until a server answers: there is nothing else that says so.
func healthy(url string) error {
	for range 600 {
		response, err := http.Get(url + "/health")
		if err == nil {
			response.Body.Close()
			if response.StatusCode == http.StatusOK {
				return nil
			}
		}
		<-time.After(50 * time.Millisecond)
	}
	return fmt.Errorf("the llama-server at %s does not become ready", url)
}
