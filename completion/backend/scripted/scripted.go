// Package scripted is an OpenAI-compatible server for tests. It says what a script tells it to say, and
// misbehaves on demand: it cuts streams, hangs, answers errors with status 200, and says that it is done
// without a reason.
//
// It knows the wire format of completions and chat completions, and nothing of sluice. It listens on
// loopback only. Nothing in it sleeps: a reply that must be slow waits for a channel.
package scripted

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"time"
)

// A Script decides the reply to the n-th generation request, which counts from 0. It may be called by
// several goroutines at once.
type Script func(n int, r *Request) Reply

// Always replies the same to every request.
func Always(actions ...Action) Script {
	return func(int, *Request) Reply { return actions }
}

// InOrder gives the replies one after the other; the last one repeats.
func InOrder(replies ...Reply) Script {
	return func(n int, _ *Request) Reply { return replies[min(n, len(replies)-1)] }
}

// A Request is a request as it arrived.
type Request struct {
	Method, Path string
	Header       http.Header
	Body         []byte

	number int  // among the generation requests, in order of arrival
	left   bool // a write failed; owned by the goroutine that replies
	gone   chan struct{}
	goneAt time.Time // written before gone is closed
}

// Gone is closed when the client left before the reply was over.
func (r *Request) Gone() <-chan struct{} { return r.gone }

// GoneAt returns when the client left. It must be called only after Gone was closed.
func (r *Request) GoneAt() time.Time { return r.goneAt }

// Field returns a member of the JSON body, nil if there is none. Numbers are float64.
func (r *Request) Field(name string) any {
	var body map[string]any
	if json.Unmarshal(r.Body, &body) != nil {
		return nil
	}
	return body[name]
}

// Chat reports whether it asks for a chat completion.
func (r *Request) Chat() bool { return strings.HasSuffix(r.Path, "/chat/completions") }

// A Server is a running server. Its methods are safe for concurrent use.
type Server struct {
	http   *httptest.Server
	mux    *http.ServeMux
	script Script
	stop   context.CancelFunc
	done   context.Context

	mu        sync.Mutex
	models    []string
	requests  []*Request // every request, also those of no interest to the script
	generated int        // how many of them ask for text
	arrived   chan struct{}
}

// Start starts a server that offers one model, "scripted". The caller must close it.
func Start(script Script) *Server {
	s := &Server{mux: http.NewServeMux(), script: script, models: []string{"scripted"}, arrived: make(chan struct{})}
	s.done, s.stop = context.WithCancel(context.Background())
	s.mux.HandleFunc("GET /v1/models", s.listModels)
	s.mux.HandleFunc("POST /v1/completions", s.generate)
	s.mux.HandleFunc("POST /v1/chat/completions", s.generate)
	s.http = httptest.NewServer(http.HandlerFunc(s.record))
	return s
}

// URL returns the base URL that clients are configured with; it ends in /v1.
func (s *Server) URL() string { return s.http.URL + "/v1" }

// Close ends every reply that still runs, and the server.
func (s *Server) Close() {
	s.stop()
	s.http.CloseClientConnections()
	s.http.Close()
}

// Offer replaces the names of the models. It must be called before requests come.
func (s *Server) Offer(models ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.models = models
}

// Handle adds an endpoint that the OpenAI API lacks, such as "GET /props". It must be called before
// requests come; any other path is answered 404.
func (s *Server) Handle(pattern string, h http.HandlerFunc) { s.mux.HandleFunc(pattern, h) }

// Requests returns every request so far, in order of arrival.
func (s *Server) Requests() []*Request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.requests)
}

// Forget drops the requests so far, so that a long run does not fill memory. Await must not be used after it.
func (s *Server) Forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = nil
}

// Generations returns the requests that asked for text, in order of arrival.
func (s *Server) Generations() []*Request {
	return slices.DeleteFunc(s.Requests(), func(r *Request) bool { return !generation(r) })
}

// Await returns the n-th request that asks for text, counting from 0, as soon as it has arrived.
func (s *Server) Await(ctx context.Context, n int) (*Request, error) {
	for {
		s.mu.Lock()
		arrived := s.arrived
		s.mu.Unlock()
		if g := s.Generations(); n < len(g) {
			return g[n], nil
		}
		select {
		case <-arrived:
		case <-ctx.Done():
			return nil, fmt.Errorf("waiting for generation request %d: %w", n, ctx.Err())
		}
	}
}

func generation(r *Request) bool {
	return r.Method == http.MethodPost && strings.HasSuffix(r.Path, "/completions")
}

type requestKey struct{}

// record notes the request and tells when its client leaves, then hands it on.
func (s *Server) record(w http.ResponseWriter, hr *http.Request) {
	body, err := io.ReadAll(hr.Body)
	if err != nil {
		return
	}
	r := &Request{Method: hr.Method, Path: hr.URL.Path, Header: hr.Header.Clone(), Body: body, gone: make(chan struct{})}
	s.mu.Lock()
	s.requests = append(s.requests, r)
	if generation(r) {
		r.number = s.generated
		s.generated++
	}
	close(s.arrived)
	s.arrived = make(chan struct{})
	s.mu.Unlock()
	hr.Body = io.NopCloser(bytes.NewReader(body)) // for endpoints that are added

	over, watched := make(chan struct{}), make(chan struct{})
	defer func() {
		close(over)
		<-watched
	}()
	go func() {
		defer close(watched)
		r.watch(hr.Context(), over)
	}()
	s.mux.ServeHTTP(w, hr.WithContext(context.WithValue(hr.Context(), requestKey{}, r)))
}

// watch closes gone if the client leaves before the reply is over. It returns before net/http hears that
// the reply is over, and ends the context for that reason. A write may fail before net/http has noticed that
// the client left.
func (r *Request) watch(ctx context.Context, over <-chan struct{}) {
	select {
	case <-over:
	case <-ctx.Done():
	}
	if ctx.Err() != nil || r.left {
		r.goneAt = time.Now()
		close(r.gone)
	}
}

func (s *Server) listModels(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	list := []map[string]any{}
	for _, m := range s.models {
		list = append(list, map[string]any{"id": m, "object": "model", "owned_by": "test"})
	}
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(map[string]any{"object": "list", "data": list})
}

// generate plays the script's reply.
func (s *Server) generate(w http.ResponseWriter, hr *http.Request) {
	r := hr.Context().Value(requestKey{}).(*Request)
	x := &exchange{w: w, request: r, http: http.NewResponseController(w), client: hr.Context(), server: s.done, chat: r.Chat()}
	if r.Field("stream") != true {
		x.whole = &whole{}
	}
	for _, act := range s.script(r.number, r) {
		if !act(x) {
			return
		}
	}
	x.end()
}
