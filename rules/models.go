package rules

import (
	"fmt"
	"io/fs"
	"maps"
	"path"
	"slices"

	"github.com/sluice-lsp/sluice/rules/flow"
	"github.com/sluice-lsp/sluice/rules/syntax"
)

// modelsFile is the name of the files that say which API is of which kind. The folder's name is the
// language's.
const modelsFile = "models.yaml"

// withModels adds the models that lie beside a rule file that was named itself.
func withModels(fsys fs.FS, files []string, root string) []string {
	beside := path.Join(path.Dir(root), modelsFile)
	if len(files) != 1 || files[0] != root || root == beside {
		return files
	}
	if _, err := fs.Stat(fsys, beside); err == nil {
		files = append(files, beside)
	}
	return files
}

// models reads a file of models into the pack.
func (l *fileLoader) models(text string) {
	languages := languagesOf(path.Base(path.Dir(path.Join("/", l.path))))
	if len(languages) == 0 {
		l.fail(1, "", fmt.Errorf("models belong into a folder with the name of their language; there is no language %q", path.Base(path.Dir(l.path))))
		return
	}
	docs, err := parseYAML(text)
	if err != nil {
		l.fail(errorLine(err, 1), "", err)
		return
	}
	l.pack.models = map[*syntax.Language]*flow.Models{}
	for _, d := range docs {
		if d == nil {
			continue
		}
		m, errs := flow.ParseModels(d)
		for _, e := range errs {
			l.fail(e.Line, "", e.Err)
		}
		for _, lang := range languages {
			l.pack.models[lang] = l.pack.models[lang].Merge(m)
		}
	}
}

// languagesOf returns the languages that share a folder's models: dialects have those of their language.
func languagesOf(folder string) []*syntax.Language {
	switch l := syntax.ByName(folder); l {
	case nil:
		return nil
	case syntax.JavaScript:
		return []*syntax.Language{l, syntax.TypeScript, syntax.TSX}
	case syntax.TypeScript:
		return []*syntax.Language{l, syntax.TSX}
	case syntax.C:
		return []*syntax.Language{l, syntax.CPP}
	default:
		return []*syntax.Language{l}
	}
}

func mergeModels(a, b map[*syntax.Language]*flow.Models) map[*syntax.Language]*flow.Models {
	if len(b) == 0 {
		return a
	}
	out := map[*syntax.Language]*flow.Models{}
	maps.Copy(out, a)
	for l, m := range b {
		out[l] = out[l].Merge(m)
	}
	return out
}

// distrustModels takes away what would make data clean, and reports it.
func (p *Pack) distrustModels() {
	trusted := p.models
	p.models = map[*syntax.Language]*flow.Models{}
	dropped := 0
	for l, m := range trusted {
		kept, n := m.Untrusted()
		p.models[l] = kept
		dropped += n
	}
	if dropped > 0 {
		p.Errors = append(slices.Clip(p.Errors), &LoadError{modelsFile, 1, "",
			fmt.Errorf("%d rows that make data clean are not used: the workspace is not trusted", dropped)})
	}
}
