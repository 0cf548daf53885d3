// Package serve puts the embedded model behind HTTP, in the terms of OpenAI's completions and of
// llama.cpp's server, so that any client of those can use it.
//
// It knows HTTP and the model. It must not know LSP, settings or the disk. It refuses whatever would
// constrain a generation in a way that it does not apply: it never fails open.
package serve

import (
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"

	"github.com/sluice-lsp/sluice/completion/local"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// maxBody is the size in bytes of the largest request that is read.
const maxBody = 8 << 20

// A Server answers requests from one model. It is safe for concurrent use.
type Server struct {
	Model *local.Model
	Now   func() time.Time // for the field "created"
	// AnyHost lets requests name any host. Without it only loopback names are answered, so that no web page
	// can reach the server by a name of its own that resolves to this machine.
	AnyHost bool

	number atomic.Int64 // of the last generation, for ids
}

// Handler returns the routes.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /v1/completions", s.completions)
	mux.HandleFunc("POST /infill", s.infill)
	mux.HandleFunc("POST /tokenize", s.tokenize)
	mux.HandleFunc("POST /detokenize", s.detokenize)
	mux.HandleFunc("GET /v1/models", s.models)
	mux.HandleFunc("GET /health", func(w http.ResponseWriter, _ *http.Request) { reply(w, map[string]string{"status": "ok"}) })
	mux.HandleFunc("GET /props", s.props)
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fail(w, &requestError{http.StatusNotFound, fmt.Sprintf("there is no %s %s here", r.Method, r.URL.Path)})
	})
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Server", "sluice")
		if !s.AnyHost && !isLoopback(r.Host) {
			fail(w, &requestError{http.StatusForbidden, "the request names a host that is not this machine's loopback"})
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxBody)
		mux.ServeHTTP(w, r)
	})
}

func isLoopback(host string) bool {
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return strings.EqualFold(host, "localhost") || ip != nil && ip.IsLoopback()
}

// A requestError is the client's mistake, with the status that says so.
type requestError struct {
	status  int
	message string
}

func (e *requestError) Error() string { return e.message }

func bad(format string, args ...any) error {
	return &requestError{http.StatusBadRequest, fmt.Sprintf(format, args...)}
}

// fail answers with an error, in the shape that both OpenAI and llama.cpp use.
func fail(w http.ResponseWriter, err error) {
	status, kind := http.StatusInternalServerError, "server_error"
	if e, ok := errors.AsType[*requestError](err); ok {
		status, kind = e.status, "invalid_request_error"
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(errorBody(err, kind, status))
}

func errorBody(err error, kind string, code int) any {
	return map[string]any{"error": map[string]any{"message": err.Error(), "type": kind, "code": code}}
}

func reply(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(body)
}

// read decodes a request's body.
func read(r *http.Request, into any) error {
	d := json.NewDecoder(r.Body)
	if err := d.Decode(into); err != nil {
		if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
			return &requestError{http.StatusRequestEntityTooLarge, fmt.Sprintf("the request has more than %d bytes", maxBody)}
		}
		return bad("reading the request: %v", err)
	}
	return nil
}

// modelPrefix begins the names of the models, one for each language. The bare name guesses the
// language from the text.
const modelPrefix = "sluice"

func (s *Server) models(w http.ResponseWriter, _ *http.Request) {
	data := []any{modelCard(modelPrefix)}
	for _, lang := range syntax.Languages() {
		data = append(data, modelCard(modelPrefix+"-"+lang.Name))
	}
	reply(w, map[string]any{"object": "list", "data": data})
}

func modelCard(id string) any {
	return map[string]any{"id": id, "object": "model", "created": 0, "owned_by": "sluice"}
}

func (s *Server) props(w http.ResponseWriter, _ *http.Request) {
	reply(w, map[string]any{
		"model_path":                  s.Model.Name(),
		"total_slots":                 1,
		"default_generation_settings": map[string]any{"temperature": 0, "n_predict": 0},
	})
}

// language returns the language that a request is in: the one it names, else that of its model, else
// that of a file, else the likeliest one.
func (s *Server) language(language, model, path, text string) (*syntax.Language, error) {
	if language == "" {
		language = strings.TrimPrefix(strings.TrimPrefix(model, modelPrefix), "-")
		if !strings.HasPrefix(model, modelPrefix) {
			language = ""
		}
	}
	if language != "" {
		if lang := syntax.ByName(language); lang != nil {
			return lang, nil
		}
		return nil, bad("there is no language %q", language)
	}
	if lang := syntax.ByPath(path); lang != nil {
		return lang, nil
	}
	return s.Model.Guess(text), nil
}
