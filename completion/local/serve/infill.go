package serve

import (
	"net/http"

	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/local"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// infillRequest is the body of llama.cpp's POST /infill. The prompt is text right before the cursor.
type infillRequest struct {
	Prefix string `json:"input_prefix"`
	Suffix string `json:"input_suffix"`
	Prompt string `json:"prompt"`
	Extra  []struct {
		Filename string `json:"filename"`
		Text     string `json:"text"`
	} `json:"input_extra"`
	Predict int `json:"n_predict"`
	sampling
}

type infillReply struct {
	Content         string `json:"content"`
	Stop            bool   `json:"stop"`
	StopType        string `json:"stop_type,omitempty"` // eos or limit
	TokensPredicted int    `json:"tokens_predicted,omitempty"`
}

func (s *Server) infill(w http.ResponseWriter, r *http.Request) {
	var body infillRequest
	if err := read(r, &body); err != nil {
		fail(w, err)
		return
	}
	request := decode.Request{Prefix: body.Prefix + body.Prompt, Suffix: body.Suffix, MaxTokens: max(0, body.Predict)}
	path := ""
	for _, x := range body.Extra {
		request.Context = append(request.Context, decode.Snippet{Path: x.Filename, Text: x.Text})
		if syntax.ByPath(x.Filename) != nil {
			path = x.Filename
		}
	}
	j, err := s.job(&body.sampling, path, request)
	if err != nil {
		fail(w, err)
		return
	}
	if j.choices > 1 {
		fail(w, bad("n is %d, /infill gives one", j.choices))
		return
	}
	s.infillAnswer(w, r, body.Stream, j)
}

func (s *Server) infillAnswer(w http.ResponseWriter, r *http.Request, streamed bool, j *job) {
	var e *events
	if streamed {
		e = newEvents(w)
	}
	text := ""
	result, err := s.generate(r, j, 0, func(p local.Piece) error {
		text += p.Text
		if e == nil {
			return nil
		}
		return e.send(infillReply{Content: p.Text})
	})
	last := infillReply{Content: text, Stop: true, StopType: "eos", TokensPredicted: result.Tokens}
	if result.Finish == decode.FinishLength {
		last.StopType = "limit"
	}
	switch {
	case err != nil && e == nil:
		fail(w, err)
	case err != nil:
		e.send(errorBody(err, "server_error", http.StatusInternalServerError))
	case e == nil:
		reply(w, last)
	default:
		last.Content = ""
		e.send(last)
	}
}
