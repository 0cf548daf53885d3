// Package llamatest starts real llama-servers for tests, with models that the tests write.
package llamatest

import (
	"bytes"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"sync"
	"time"

	"github.com/sluice-lsp/sluice/completion/backend/gguf"
)

// ErrMissing says that there is no llama-server here.
var ErrMissing = errors.New("SLUICE_LLAMA_SERVER does not name a llama-server")

// Model is the name that servers give their model.
const Model = "bigram"

// A Server is a llama-server that listens on a loopback address. Close ends it.
type Server struct {
	URL string // without the path of an API

	Process *os.Process // of the server itself, for tests that stop or kill it

	folder string
	said   bytes.Buffer  // read once the process is gone
	exited chan struct{} // closed when the process is gone
	once   sync.Once
}

// ready bounds how long a server may take to load its model; only a broken one gets there.
const ready = 60 * time.Second

// Start writes a model to a folder of its own, starts the program that SLUICE_LLAMA_SERVER names with it, and returns
// when that answers. The error is ErrMissing where nothing is named.
func Start(model *gguf.Bigram) (*Server, error) {
	program := os.Getenv("SLUICE_LLAMA_SERVER")
	if program == "" {
		return nil, ErrMissing
	}
	folder, err := os.MkdirTemp("", "sluice-llama-")
	if err != nil {
		return nil, fmt.Errorf("making a folder for a model: %w", err)
	}
	s := &Server{folder: folder, exited: make(chan struct{})}
	if err := s.start(program, model); err != nil {
		os.RemoveAll(folder)
		return nil, err
	}
	if err := s.healthy(); err != nil {
		s.Close()
		return nil, fmt.Errorf("%w; it said %q", err, s.said.String())
	}
	return s, nil
}

func (s *Server) start(program string, model *gguf.Bigram) error {
	name := filepath.Join(s.folder, "model.gguf")
	file, err := os.Create(name)
	if err != nil {
		return fmt.Errorf("creating a model: %w", err)
	}
	if err := errors.Join(model.Write(file), file.Close()); err != nil {
		return fmt.Errorf("writing a model: %w", err)
	}
	port, err := freePort()
	if err != nil {
		return fmt.Errorf("finding a port: %w", err)
	}
	s.URL = fmt.Sprintf("http://127.0.0.1:%d", port)
	cmd := exec.Command(program, "-m", name, "-a", Model, "--host", "127.0.0.1", "--port", strconv.Itoa(port),
		"--no-webui", "-t", "1", "-np", "1", "-c", "8192", "--offline")
	cmd.Stdout, cmd.Stderr = &s.said, &s.said
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("starting a llama-server: %w", err)
	}
	s.Process = cmd.Process
	go func() {
		cmd.Wait()
		close(s.exited)
	}()
	return nil
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// healthy waits until the server answers: nothing else says that it is ready.
func (s *Server) healthy() error {
	limit := time.NewTimer(ready)
	defer limit.Stop()
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		if response, err := http.Get(s.URL + "/health"); err == nil {
			response.Body.Close()
			if response.StatusCode == http.StatusOK {
				return nil
			}
		}
		select {
		case <-tick.C:
		case <-s.exited:
			return errors.New("the llama-server ended before it was ready")
		case <-limit.C:
			return fmt.Errorf("the llama-server at %s does not become ready", s.URL)
		}
	}
}

// Close kills the server and removes its model. It may be called more than once.
func (s *Server) Close() {
	s.once.Do(func() {
		s.Process.Kill() // one that is gone already is as good
		<-s.exited
		os.RemoveAll(s.folder)
	})
}
