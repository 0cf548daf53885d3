package serve

import (
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/sluice-lsp/sluice/completion/local"
)

// events writes server-sent events.
type events struct {
	w     http.ResponseWriter
	flush *http.ResponseController
}

func newEvents(w http.ResponseWriter) *events {
	w.Header().Set("Content-Type", "text/event-stream")
	w.Header().Set("Cache-Control", "no-cache")
	return &events{w, http.NewResponseController(w)}
}

// send writes one event; an error means that the client is gone.
func (e *events) send(body any) error {
	data, err := json.Marshal(body)
	if err != nil {
		return fmt.Errorf("writing an event: %w", err)
	}
	if _, err := fmt.Fprintf(e.w, "data: %s\n\n", data); err != nil {
		return err
	}
	return e.flush.Flush()
}

// stream answers with one event for each piece, a last one for each choice that has its finish reason, and
// the end mark. An error on the way is an event without a finish reason.
func (s *Server) stream(w http.ResponseWriter, r *http.Request, body *completionRequest, j *job, chunk *completion) {
	e, total := newEvents(w), chunk.Usage
	chunk.Usage = nil
	for i := range j.choices {
		offset := 0
		result, err := s.generate(r, j, i, func(p local.Piece) error {
			c := choice{Index: i, Text: p.Text}
			if body.Logprobs != nil {
				c.Logprobs = &logprobs{}
				c.Logprobs.add(p, offset)
			}
			offset += len(p.Text)
			chunk.Choices = []choice{c}
			return e.send(chunk)
		})
		if err != nil {
			e.send(errorBody(err, "server_error", http.StatusInternalServerError))
			return
		}
		total.CompletionTokens += result.Tokens
		chunk.Choices = []choice{{Index: i, FinishReason: &result.Finish}}
		if e.send(chunk) != nil {
			return
		}
	}
	if body.StreamOptions.IncludeUsage {
		total.TotalTokens = total.PromptTokens + total.CompletionTokens
		chunk.Choices, chunk.Usage = []choice{}, total
		if e.send(chunk) != nil {
			return
		}
	}
	fmt.Fprint(w, "data: [DONE]\n\n")
}
