package backend

import (
	"net/http"
	"strings"
)

// A profile is what is known of a kind of server before it is asked: where its own endpoints lie, what
// it calls things, and how it may be told a grammar. What it really does, only a canary shows.
type profile struct {
	// How a server of the kind is told from others: the host of a service, a member of its list of
	// models, or a header of its replies.
	hosts  []string
	owners []string
	header string // prefix of the header Server

	version string // path below the root that tells the version, in the member below
	member  string

	// own is the route that fills holes best, whatever the model's family, "" if the family decides.
	own route
	// unknown is the route for a model of no known family, "" for the text before the cursor alone.
	unknown route

	paths   map[route]string  // endpoints of its own, below the root
	always  fields            // members of every request
	names   map[string]string // OpenAI's member → its own, "" if it has none
	timeout string            // member that takes the milliseconds that are left

	// grammar says how a request carries a grammar, in the notation that GBNF and EBNF share; nil if it
	// cannot.
	grammar func(text string) fields
}

// profiles, by the values of backend.kind. One that has no entry is plain.
var profiles = map[string]*profile{
	"llamacpp": {header: "llama.cpp", owners: []string{"llamacpp"}, version: "/props", member: "build_info", own: routeInfill,
		paths: map[route]string{routeInfill: "/infill"}, always: fields{"cache_prompt": true},
		names: map[string]string{"max_tokens": "n_predict"}, timeout: "t_max_predict_ms",
		grammar: func(text string) fields { return fields{"grammar": text} }},
	"vllm": {owners: []string{"vllm"}, version: "/version", member: "version",
		grammar: func(text string) fields { return fields{"structured_outputs": fields{"grammar": text}} }},
	"sglang": {owners: []string{"sglang"}, version: "/get_server_info", member: "version",
		grammar: func(text string) fields { return fields{"ebnf": text} }},
	// Ollama wraps every prompt in the model's template, so that only its own way of filling works.
	"ollama":   {owners: []string{"library"}, version: "/api/version", member: "version", own: routeSuffix},
	"lmstudio": {owners: []string{"organization_owner"}},
	"openai": {hosts: []string{"api.openai.com"}, owners: []string{"openai", "system"}, unknown: routeChat,
		names: map[string]string{"max_tokens": "max_completion_tokens"}},
	"mistral": {hosts: []string{"api.mistral.ai", "codestral.mistral.ai"}, owners: []string{"mistralai"}, own: routeSuffix,
		paths: map[route]string{routeSuffix: "/v1/fim/completions"}, names: map[string]string{"seed": "random_seed"}},
	"deepseek": {hosts: []string{"api.deepseek.com"}, owners: []string{"deepseek"}, own: routeSuffix,
		paths: map[route]string{routeSuffix: "/beta/completions"}, names: map[string]string{"seed": ""}},
	"fireworks": {hosts: []string{"api.fireworks.ai"}, unknown: routeChat,
		grammar: func(text string) fields {
			return fields{"response_format": fields{"type": "grammar", "grammar": text}}
		}},
	"together": {hosts: []string{"api.together.xyz", "api.together.ai"}, unknown: routeChat},
	// A provider behind OpenRouter that ignores members of a request must not be chosen.
	"openrouter": {hosts: []string{"openrouter.ai"}, unknown: routeChat, always: fields{"provider": fields{"require_parameters": true}}},
	// Left unset, "diffusing" streams text that is final as it comes.
	"inception": {hosts: []string{"api.inceptionlabs.ai"}, own: routeSuffix, paths: map[route]string{routeSuffix: "/v1/fim/completions"},
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
