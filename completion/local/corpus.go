package local

import (
	"embed"
	"path"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

//go:embed corpus
var corpusFiles embed.FS

// related names the languages whose corpus another one reads too.
var related = map[string][]string{
	"typescript": {"javascript"},
	"tsx":        {"typescript", "javascript"},
	"cpp":        {"c"},
}

// shippedCorpus returns the texts of the shipped corpus for a language, its own last. There may be none.
func shippedCorpus(lang *syntax.Language) (texts []string) {
	for _, name := range append(related[lang.Name], lang.Name) {
		folder := path.Join("corpus", name)
		entries, err := corpusFiles.ReadDir(folder)
		if err != nil {
			continue
		}
		for _, e := range entries {
			text, err := corpusFiles.ReadFile(path.Join(folder, e.Name()))
			if err != nil {
				panic(err) // an embedded file that was just listed
			}
			texts = append(texts, string(text))
		}
	}
	return texts
}
