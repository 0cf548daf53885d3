package serve

import (
	"fmt"
	"net/http"

	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/local"
)

// completionRequest is the body of POST /v1/completions.
type completionRequest struct {
	Prompt        oneOrMany `json:"prompt"`
	Suffix        string    `json:"suffix"`
	MaxTokens     int       `json:"max_tokens"`
	Logprobs      *int      `json:"logprobs"`
	StreamOptions struct {
		IncludeUsage bool `json:"include_usage"`
	} `json:"stream_options"`
	sampling
}

type choice struct {
	Index        int            `json:"index"`
	Text         string         `json:"text"`
	Logprobs     *logprobs      `json:"logprobs"`
	FinishReason *decode.Finish `json:"finish_reason"`
}

type logprobs struct {
	Tokens        []string             `json:"tokens"`
	TokenLogprobs []float64            `json:"token_logprobs"`
	TopLogprobs   []map[string]float64 `json:"top_logprobs"`
	TextOffset    []int                `json:"text_offset"`
}

type completion struct {
	ID      string   `json:"id"`
	Object  string   `json:"object"`
	Created int64    `json:"created"`
	Model   string   `json:"model"`
	Choices []choice `json:"choices"`
	Usage   *usage   `json:"usage,omitempty"`
}

type usage struct {
	PromptTokens     int `json:"prompt_tokens"`
	CompletionTokens int `json:"completion_tokens"`
	TotalTokens      int `json:"total_tokens"`
}

func (s *Server) completions(w http.ResponseWriter, r *http.Request) {
	var body completionRequest
	if err := read(r, &body); err != nil {
		fail(w, err)
		return
	}
	j, err := s.completionJob(&body)
	if err != nil {
		fail(w, err)
		return
	}
	answer := s.completion(&body)
	answer.Usage = &usage{PromptTokens: len(s.Model.Tokenize(j.lang, j.request.Prefix))}
	if body.Stream {
		s.stream(w, r, &body, j, answer)
		return
	}
	for i := range j.choices {
		c, tokens, err := s.choice(r, j, i, body.Logprobs != nil)
		if err != nil {
			fail(w, err)
			return
		}
		answer.Choices = append(answer.Choices, c)
		answer.Usage.CompletionTokens += tokens
	}
	answer.Usage.TotalTokens = answer.Usage.PromptTokens + answer.Usage.CompletionTokens
	reply(w, answer)
}

func (s *Server) completionJob(body *completionRequest) (*job, error) {
	if len(body.Prompt) > 1 {
		return nil, bad("prompt has %d texts, one is supported", len(body.Prompt))
	}
	prompt := ""
	if len(body.Prompt) == 1 {
		prompt = body.Prompt[0]
	}
	j, err := s.job(&body.sampling, "", decode.Request{Prefix: prompt, Suffix: body.Suffix, MaxTokens: body.MaxTokens})
	if err != nil {
		return nil, err
	}
	if body.Logprobs != nil {
		if j.top = *body.Logprobs; j.top < 0 || j.top > maxLogprobs {
			return nil, bad("logprobs is %d, want 0 to %d", j.top, maxLogprobs)
		}
	}
	return j, nil
}

func (s *Server) completion(body *completionRequest) *completion {
	model := body.Model
	if model == "" {
		model = modelPrefix
	}
	return &completion{
		ID:      fmt.Sprintf("cmpl-%d", s.number.Add(1)),
		Object:  "text_completion",
		Created: s.Now().Unix(),
		Model:   model,
	}
}

// choice generates one choice as a whole.
func (s *Server) choice(r *http.Request, j *job, index int, tell bool) (choice, int, error) {
	c := choice{Index: index}
	if tell {
		c.Logprobs = &logprobs{}
	}
	result, err := s.generate(r, j, index, func(p local.Piece) error {
		c.Logprobs.add(p, len(c.Text))
		c.Text += p.Text
		return nil
	})
	c.FinishReason = &result.Finish
	return c, result.Tokens, err
}

// generate runs the model for one choice. Choices differ by their seed.
func (s *Server) generate(r *http.Request, j *job, index int, emit func(local.Piece) error) (decode.Result, error) {
	request := j.request
	request.Seed += int64(index)
	return s.Model.Sample(r.Context(), request, j.sampling(), emit)
}

func (l *logprobs) add(p local.Piece, offset int) {
	if l == nil {
		return
	}
	top := map[string]float64{}
	for _, a := range p.Top {
		top[a.Text] = a.LogProb
	}
	l.Tokens = append(l.Tokens, p.Text)
	l.TokenLogprobs = append(l.TokenLogprobs, p.LogProb)
	l.TopLogprobs = append(l.TopLogprobs, top)
	l.TextOffset = append(l.TextOffset, offset)
}
