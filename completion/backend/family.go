package backend

import (
	"regexp"
	"strings"
)

// A family is how the models of one name were trained to fill a hole: the layout of the prompt, and
// what ends their replies. All of it is data; a new family is a new entry.
type family struct {
	name   string
	models *regexp.Regexp // of model names, lower case

	layout string   // with {prefix} and {suffix}
	ends   []string // texts that end a reply, beside what unmistakable finds

	// Other files stand before the layout's {prefix}, or before the layout itself where outside is set.
	// opening comes once before the first; file has {path} and {text}; current, with {path}, comes after
	// the last. An empty file means that they stand in comments of the document's language.
	opening, file, current string
	outside                bool
}

const (
	barTokens  = "<|fim_prefix|>{prefix}<|fim_suffix|>{suffix}<|fim_middle|>"
	starTokens = "<fim_prefix>{prefix}<fim_suffix>{suffix}<fim_middle>"
)

// families in the order in which a model's name is tried.
var families = []*family{
	{name: "qwen", models: regexp.MustCompile(`qwen.*coder|codeqwen|mercury`), layout: barTokens,
		opening: "<|repo_name|>workspace\n", file: "<|file_sep|>{path}\n{text}\n", current: "<|file_sep|>{path}\n", outside: true},
	{name: "starcoder", models: regexp.MustCompile(`starcoder|stable-?code`), layout: starTokens,
		opening: "<repo_name>workspace\n", file: "<file_sep>{path}\n{text}\n", current: "<file_sep>{path}\n", outside: true,
		ends: []string{"<repo_name>", "<filename>"}},
	{name: "deepseek", models: regexp.MustCompile(`deepseek.*(coder|v2|v3)`),
		layout: "<｜fim▁begin｜>{prefix}<｜fim▁hole｜>{suffix}<｜fim▁end｜>", file: "#{path}\n{text}\n", current: "#{path}\n"},
	{name: "codellama", models: regexp.MustCompile(`code-?llama`), layout: "<PRE> {prefix} <SUF>{suffix} <MID>",
		ends: []string{"<EOT>", "<PRE>", "<SUF>", "<MID>", "</s>"}},
	{name: "codestral", models: regexp.MustCompile(`codestral`), layout: "[SUFFIX]{suffix}[PREFIX]{prefix}",
		ends: []string{"[SUFFIX]", "[PREFIX]", "[MIDDLE]", "</s>", "\n+++++ "}, file: "+++++ {path}\n{text}\n", current: "+++++ {path}\n"},
	{name: "codegemma", models: regexp.MustCompile(`codegemma`), layout: barTokens, ends: []string{"<eos>"},
		file: "{path}\n{text}<|file_separator|>", current: "{path}\n", outside: true},
	{name: "granite4", models: regexp.MustCompile(`granite-?4`), layout: barTokens},
	{name: "granite", models: regexp.MustCompile(`granite`), layout: starTokens},
	{name: "seed", models: regexp.MustCompile(`seed-?coder`), layout: "<[fim-suffix]>{suffix}<[fim-prefix]>{prefix}<[fim-middle]>"},
}

// familyOf infers the family from a model's name, nil if it is unknown. Paths and tags in the name
// ("org/name:7b-q4") do not matter.
func familyOf(model string) *family {
	model = strings.ToLower(model)
	for _, f := range families {
		if f.models.MatchString(model) {
			return f
		}
	}
	return nil
}

// familyNamed returns the family of a setting: a name, or a template of one's own.
func familyNamed(name string) *family {
	for _, f := range families {
		if f.name == name {
			return f
		}
	}
	if strings.Contains(name, "{prefix}") {
		return &family{name: "custom", layout: name}
	}
	return nil
}

// chatOnly matches names of models that are served for chat alone.
var chatOnly = regexp.MustCompile(`^(?:[a-z-]+/)?(?:gpt-[3-9]|chatgpt|o[1-9](?:-|$)|claude|gemini|grok|command-)`)
