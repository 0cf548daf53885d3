package backend

import (
	"net/http"
	"strings"

	"github.com/sluice-lsp/sluice/completion/decode"
)

// A profile is what is known of a kind of server before it is asked: where its own endpoints lie, what
// it calls things, and how it may be told a constraint. What it really does, only a canary shows.
type profile struct {
	// How a server of the kind is told from others: the host of a service, a member of its list of
	// models, or a header of its replies.
	hosts  []string
	owners []string
	header string // prefix of the header Server

	version string // path below the root that tells the version, in the member below; no other kind has both
	member  string

	// own is the route that fills holes best, whatever the model's family, "" if the family decides.
	own route
	// unknown is the route for a model of no known family, "" for the text before the cursor alone.
	unknown route

	paths   map[route]string  // endpoints of its own, below the root
	always  fields            // members of every request
	names   map[string]string // OpenAI's member → its own, "" if it has none
	timeout string            // member that takes the milliseconds that are left

	tokenize *tokenizing // nil if it does not tell its tokens
	// mechanisms are how it may be told a constraint, the strongest first.
	mechanisms []mechanism
}

// Members of requests that several kinds of servers read alike.
var (
	biasOfOpenAI = mechanism{by: decode.EnforcedByBias, put: func(v any) fields { return fields{"logit_bias": v} }}
	includedStop = mechanism{by: decode.EnforcedByStop, put: func(v any) fields { return fields{"stop": v, "include_stop_str_in_output": true} }}
)

// profiles, by the values of backend.kind. One that has no entry is plain.
var profiles = map[string]*profile{
	"llamacpp": {header: "llama.cpp", owners: []string{"llamacpp"}, version: "/props", member: "build_info", own: routeInfill,
		paths: map[route]string{routeInfill: "/infill"}, always: fields{"cache_prompt": true},
		names: map[string]string{"max_tokens": "n_predict"}, timeout: "t_max_predict_ms",
		tokenize: &tokenizing{"content", fields{"add_special": false}},
		mechanisms: []mechanism{
			{by: decode.EnforcedByGrammar, put: member("grammar")},
			{by: decode.EnforcedByBias, put: func(v any) fields { return fields{"logit_bias": pairs(v)} }}}},
	// The embedded model, as "sluice model serve" gives it to others.
	"sluice": {header: "sluice", owners: []string{"sluice"}, own: routeInfill, paths: map[route]string{routeInfill: "/infill"},
		names: map[string]string{"max_tokens": "n_predict"}, tokenize: &tokenizing{"content", nil},
		mechanisms: []mechanism{
			{by: decode.EnforcedByGrammar, put: member("grammar")}, biasOfOpenAI}},
	"vllm": {owners: []string{"vllm"}, version: "/version", member: "version",
		tokenize: &tokenizing{"prompt", fields{"add_special_tokens": false}},
		mechanisms: []mechanism{
			{by: decode.EnforcedByGrammar, put: func(v any) fields { return fields{"structured_outputs": fields{"grammar": v}} }},
			{by: decode.EnforcedByBadWords, put: member("bad_words")}, biasOfOpenAI, includedStop}},
	"sglang": {owners: []string{"sglang"}, version: "/get_server_info", member: "version",
		tokenize: &tokenizing{"prompt", fields{"add_special_tokens": false}},
		mechanisms: []mechanism{
			{by: decode.EnforcedByGrammar, put: member("ebnf")}, biasOfOpenAI,
			{by: decode.EnforcedByStop, regexes: true, put: func(v any) fields { return fields{"stop_regex": v, "no_stop_trim": true} }}}},
	// Ollama wraps every prompt in the model's template, so that only its own way of filling works.
	"ollama":   {owners: []string{"library"}, version: "/api/version", member: "version", own: routeSuffix},
	"lmstudio": {owners: []string{"organization_owner"}},
	"openai": {hosts: []string{"api.openai.com"}, owners: []string{"openai", "system"}, unknown: routeChat,
		names: map[string]string{"max_tokens": "max_completion_tokens"}, tokenize: &tokenizing{},
		mechanisms: []mechanism{
			{by: decode.EnforcedByLark, tool: true, put: func(v any) fields { return tool("lark", v) }},
			{by: decode.EnforcedByRegex, tool: true, put: func(v any) fields { return tool("regex", v) }}, biasOfOpenAI}},
	"mistral": {hosts: []string{"api.mistral.ai", "codestral.mistral.ai"}, owners: []string{"mistralai"}, own: routeSuffix,
		paths: map[route]string{routeSuffix: "/v1/fim/completions"}, names: map[string]string{"seed": "random_seed"}},
	"deepseek": {hosts: []string{"api.deepseek.com"}, owners: []string{"deepseek"}, own: routeSuffix,
		paths: map[route]string{routeSuffix: "/beta/completions"}, names: map[string]string{"seed": ""}},
	"fireworks": {hosts: []string{"api.fireworks.ai"}, unknown: routeChat,
		mechanisms: []mechanism{{by: decode.EnforcedByGrammar, put: format("grammar", "grammar")}}},
	"together": {hosts: []string{"api.together.xyz", "api.together.ai"}, unknown: routeChat,
		mechanisms: []mechanism{{by: decode.EnforcedByRegex, put: format("regex", "pattern")}}},
	// A provider behind OpenRouter that ignores members of a request must not be chosen.
	"openrouter": {hosts: []string{"openrouter.ai"}, unknown: routeChat, always: fields{"provider": fields{"require_parameters": true}},
		mechanisms: []mechanism{{by: decode.EnforcedByGrammar, put: format("grammar", "grammar")}}},
	// Left unset, "diffusing" streams text that is final as it comes. Set, it would stream guesses, and
	// nothing could look at them before the last.
	"inception": {hosts: []string{"api.inceptionlabs.ai"}, own: routeSuffix,
		paths: map[route]string{routeSuffix: "/v1/fim/completions", routeEdit: "/v1/edit/completions"},
		names: map[string]string{"seed": ""}},
	"plain": {},
}

func profileOf(kind string) *profile {
	if p := profiles[kind]; p != nil {
		return p
	}
	return profiles["plain"]
}

// kindOf tells what a server is from its host, the header of its replies and the owner of its models.
func kindOf(host string, header http.Header, list modelList) string {
	best := "plain"
	for kind, p := range profiles {
		for _, h := range p.hosts {
			if strings.EqualFold(host, h) {
				return kind
			}
		}
		if p.header != "" && strings.HasPrefix(header.Get("Server"), p.header) {
			best = kind
		}
	}
	if best != "plain" {
		return best
	}
	for _, m := range list {
		for kind, p := range profiles {
			for _, owner := range p.owners {
				if m.Owner == owner {
					return kind
				}
			}
		}
	}
	return best
}
