package serve

import (
	"encoding/json"
	"slices"
	"strconv"

	"github.com/sluice-lsp/sluice/completion/decode"
	"github.com/sluice-lsp/sluice/completion/local"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// Limits of one request.
const (
	maxChoices  = 16
	maxTokens   = 1024
	maxStops    = 16
	maxLogprobs = 20
)

// sampling holds the fields that all kinds of requests share.
type sampling struct {
	Model       string    `json:"model"`
	Language    string    `json:"language"`    // as syntax.Language.Name; ours
	Temperature *float64  `json:"temperature"` // absent: 0, and 0.8 for more than one choice
	Seed        *int64    `json:"seed"`
	Stop        oneOrMany `json:"stop"`
	Stream      bool      `json:"stream"`
	Grammar     string    `json:"grammar"`
	LogitBias   biases    `json:"logit_bias"`
	N           int       `json:"n"`
	unsupported
}

// unsupported holds what other servers constrain generations with. Such a request is refused.
type unsupported struct {
	JSONSchema        json.RawMessage `json:"json_schema"`
	ResponseFormat    json.RawMessage `json:"response_format"`
	StructuredOutputs json.RawMessage `json:"structured_outputs"`
	GuidedGrammar     json.RawMessage `json:"guided_grammar"`
	GuidedRegex       json.RawMessage `json:"guided_regex"`
	GuidedJSON        json.RawMessage `json:"guided_json"`
	GuidedChoice      json.RawMessage `json:"guided_choice"`
	EBNF              json.RawMessage `json:"ebnf"`
	Regex             json.RawMessage `json:"regex"`
	StopRegex         json.RawMessage `json:"stop_regex"`
	BadWords          json.RawMessage `json:"bad_words"`
	AllowedTokenIDs   json.RawMessage `json:"allowed_token_ids"`
	Echo              bool            `json:"echo"`
}

func (u *unsupported) check() error {
	for _, x := range []struct {
		name  string
		value json.RawMessage
	}{
		{"json_schema", u.JSONSchema}, {"response_format", u.ResponseFormat}, {"structured_outputs", u.StructuredOutputs},
		{"guided_grammar", u.GuidedGrammar}, {"guided_regex", u.GuidedRegex}, {"guided_json", u.GuidedJSON},
		{"guided_choice", u.GuidedChoice}, {"ebnf", u.EBNF}, {"regex", u.Regex}, {"stop_regex", u.StopRegex},
		{"bad_words", u.BadWords}, {"allowed_token_ids", u.AllowedTokenIDs},
	} {
		if len(x.value) > 0 && string(x.value) != "null" {
			return bad("%s is not supported: use grammar", x.name)
		}
	}
	if u.Echo {
		return bad("echo is not supported")
	}
	return nil
}

// oneOrMany is a string or a list of strings.
type oneOrMany []string

// UnmarshalJSON reads either.
func (o *oneOrMany) UnmarshalJSON(data []byte) error {
	var one string
	if json.Unmarshal(data, &one) == nil {
		if *o = nil; string(data) != "null" {
			*o = oneOrMany{one}
		}
		return nil
	}
	return json.Unmarshal(data, (*[]string)(o))
}

// biases maps tokens to what is added to their log-probability: {"12": -100}, or [[12, false]] as
// llama.cpp has it, where false forbids the token.
type biases map[string]float64

// UnmarshalJSON reads either.
func (b *biases) UnmarshalJSON(data []byte) error {
	*b = biases{}
	var list [][2]json.RawMessage
	if json.Unmarshal(data, &list) != nil {
		var object map[string]json.RawMessage
		if err := json.Unmarshal(data, &object); err != nil {
			return err
		}
		for key, value := range object {
			list = append(list, [2]json.RawMessage{json.RawMessage(key), value})
		}
	}
	for _, x := range list {
		value := float64(local.Banned)
		if string(x[1]) != "false" {
			if err := json.Unmarshal(x[1], &value); err != nil {
				return err
			}
		}
		(*b)[string(x[0])] = value
	}
	return nil
}

// A job is a request that was checked: what to ask of the model.
type job struct {
	lang    *syntax.Language
	request decode.Request
	grammar *grammar // nil: none
	bias    map[string]float64
	choices int
	top     int // alternatives to tell
}

// job checks the shared fields and fills in what they say.
func (s *Server) job(f *sampling, path string, r decode.Request) (*job, error) {
	if err := f.check(); err != nil {
		return nil, err
	}
	lang, err := s.language(f.Language, f.Model, path, r.Prefix)
	if err != nil {
		return nil, err
	}
	j := &job{lang: lang, request: r, choices: max(1, f.N)}
	j.request.Language, j.request.Stop = lang.Name, f.Stop
	if j.choices > 1 {
		j.request.Temperature = 0.8
	}
	if f.Temperature != nil {
		j.request.Temperature = *f.Temperature
	}
	if f.Seed != nil {
		j.request.Seed = *f.Seed
	}
	switch {
	case j.choices > maxChoices:
		return nil, bad("n is %d, at most %d are allowed", f.N, maxChoices)
	case len(f.Stop) > maxStops:
		return nil, bad("stop has %d strings, at most %d are allowed", len(f.Stop), maxStops)
	case slices.Contains(f.Stop, ""):
		return nil, bad("a stop string is empty")
	case j.request.Temperature < 0 || j.request.Temperature > 2:
		return nil, bad("temperature is %g, want 0 to 2", j.request.Temperature)
	case r.MaxTokens < 0 || r.MaxTokens > maxTokens:
		return nil, bad("the limit of tokens is %d, want 0 to %d", r.MaxTokens, maxTokens)
	}
	if f.Grammar != "" {
		if j.grammar, err = parseGrammar(f.Grammar); err != nil {
			return nil, bad("%v", err)
		}
	}
	j.bias, err = s.bias(lang, f.LogitBias)
	return j, err
}

// bias turns token numbers into lexemes. Bytes have no bias: they come only where a grammar demands them.
func (s *Server) bias(lang *syntax.Language, list biases) (map[string]float64, error) {
	out := map[string]float64{}
	for key, b := range list {
		id, err := strconv.Atoi(key)
		if err != nil {
			return nil, bad("logit_bias: %q is not a token number", key)
		}
		text, ok := s.Model.TokenText(lang, id)
		if !ok {
			return nil, bad("logit_bias: there is no token %d", id)
		}
		out[text] = b
	}
	return out, nil
}

// sampling returns what one choice's generation is given. Each has a mask of its own.
func (j *job) sampling() local.Sampling {
	x := local.Sampling{Bias: j.bias, Top: j.top}
	if j.grammar != nil {
		x.Mask = newMask(j.grammar)
	}
	return x
}
