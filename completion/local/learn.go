package local

import (
	"context"
	"iter"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// A File is a text to learn from.
type File struct{ Path, Text string }

// Progress tells how far learning is.
type Progress struct {
	Files   int // read so far
	Symbols int // counted so far: lexemes and line breaks
}

// MaxSymbols is how many symbols one Learn counts of a language: some twelve megabytes of source.
// Files beyond it are left out.
const MaxSymbols = 2_000_000

// maxLearned is the size in bytes of the largest file that is learned; larger ones are data.
const maxLearned = 1 << 20

// Learn reads files, counts them and publishes what it learned from time to time and at the end.
// A file that was learned before is skipped if its text is the same; if not, its new text is learned on
// top of the old. The same files in the same order give the same model. Learn returns when it is done or ctx is; run it in
// the background. A second Learn waits for the first. progress may be nil; it is called after each file.
func (m *Model) Learn(ctx context.Context, files iter.Seq[File], progress func(Progress)) error {
	m.learning.Lock()
	defer m.learning.Unlock()
	drafts := map[*syntax.Language]*lesson{}
	defer func() {
		for _, x := range drafts {
			x.publish()
		}
	}()
	var done Progress
	for f := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		done.Symbols += m.learnFile(drafts, f)
		done.Files++
		if progress != nil {
			progress(done)
		}
	}
	return nil
}

// learnFile reads one file into the lesson of its language and returns how many symbols it had.
func (m *Model) learnFile(lessons map[*syntax.Language]*lesson, f File) int {
	lang, hash := syntax.ByPath(f.Path), hashText(f.Text)
	if lang == nil || len(f.Text) > maxLearned || m.learned[f.Path] == hash {
		return 0
	}
	x := lessons[lang]
	if x == nil {
		l := m.language(lang)
		l.corpus() // the corpus numbers its lexemes first, whoever comes first
		x = &lesson{model: l, draft: newDraft()}
		lessons[lang] = x
	}
	if x.symbols > MaxSymbols {
		return 0
	}
	m.learned[f.Path] = hash
	n := x.draft.read(x.model, f.Text)
	x.symbols += n
	if x.draft.history.len() >= draftLimit {
		x.publish()
	}
	return n
}

// A lesson is what one Learn collects for one language.
type lesson struct {
	model   *languageModel
	draft   *draft
	symbols int
}

// publish counts what was collected and adds it to what readers see.
func (x *lesson) publish() {
	if len(x.draft.starts) == 0 {
		return
	}
	var list []*segment
	if old := x.model.workspace.Load(); old != nil {
		list = *old
	}
	list = addSegment(list, x.draft.segment())
	x.model.workspace.Store(&list)
	x.draft = newDraft()
}

// read adds a file to the draft and returns how many symbols it had.
func (d *draft) read(l *languageModel, text string) int {
	v := l.vocabulary
	v.mu.Lock()
	defer v.mu.Unlock()
	d.begin()
	before := d.history.len()
	newReader(l.lang).read(text, v.learn, d.add)
	return d.history.len() - before
}
