package backend

import (
	"encoding/json"

	"github.com/sluice-lsp/sluice/completion/decode"
)

// A chunk is what one event of a stream says, whatever the server's dialect.
type chunk struct {
	text   string
	input  string // of a tool
	finish string // "" while the model goes on
	tokens int    // generated so far, 0 if it does not say
}

// wireChunk is the union of the shapes in which servers send text. Members that are missing or unknown
// do not matter.
type wireChunk struct {
	Choices []struct {
		Index   int         `json:"index"`
		Text    string      `json:"text"`
		Delta   wireMessage `json:"delta"`
		Message wireMessage `json:"message"`
		Finish  any         `json:"finish_reason"`
	} `json:"choices"`
	Usage *struct {
		Completion int `json:"completion_tokens"`
	} `json:"usage"`

	// llama.cpp's own
	Content  string `json:"content"`
	Stop     any    `json:"stop"`
	StopType string `json:"stop_type"`
	Tokens   int    `json:"tokens_predicted"`
	Timings  struct {
		Predicted int `json:"predicted_n"`
	} `json:"timings"`
}

type wireMessage struct {
	Content string `json:"content"`
	Calls   []struct {
		Custom struct {
			Input string `json:"input"`
		} `json:"custom"`
	} `json:"tool_calls"`
}

// input joins what a message writes to tools.
func (m *wireMessage) input() (text string) {
	for _, call := range m.Calls {
		text += call.Custom.Input
	}
	return text
}

func readChunk(data []byte) (chunk, error) {
	var w wireChunk
	if err := json.Unmarshal(data, &w); err != nil {
		return chunk{}, errNotStream
	}
	c := chunk{text: w.Content, tokens: max(w.Tokens, w.Timings.Predicted)}
	if w.Usage != nil {
		c.tokens = max(c.tokens, w.Usage.Completion)
	}
	if w.Stop == true {
		c.finish = "stop"
		if w.StopType == "limit" {
			c.finish = "length"
		}
	}
	for _, choice := range w.Choices {
		if choice.Index != 0 {
			continue
		}
		c.text += choice.Text + choice.Delta.Content + choice.Message.Content
		c.input += choice.Delta.input() + choice.Message.input()
		if reason, ok := choice.Finish.(string); ok {
			c.finish = reason
		}
	}
	return c, nil
}

// finishes says what a finish reason means. A reason that is not here says that the model did not finish
// what it was writing: a filter, an abort, a call of a tool.
var finishes = map[string]decode.Finish{
	"stop": decode.FinishStop, "eos": decode.FinishStop, "eos_token": decode.FinishStop, "stop_sequence": decode.FinishStop,
	"end_turn": decode.FinishStop, "length": decode.FinishLength, "max_tokens": decode.FinishLength,
}
