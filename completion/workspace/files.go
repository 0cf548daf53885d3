package workspace

import (
	"context"
	"iter"
	"path"
	"slices"

	"github.com/sluice-lsp/sluice/rules/scan"
)

// Limits bound a walk over a workspace. The zero value of a member means the default beside it.
type Limits struct {
	Files int   // 20,000: files that are read
	Bytes int64 // 64 MiB: of their text
	Depth int   // 32: folders below the root
}

// dependencies are folders of other people's code and of what was built. Most workspaces ignore them in
// their own words too.
var dependencies = map[string]bool{
	"node_modules": true, "bower_components": true, "__pycache__": true, "site-packages": true, ".venv": true, "venv": true, ".tox": true,
	".nox": true, ".mypy_cache": true, ".pytest_cache": true, ".gradle": true, ".idea": true, ".vscode": true, ".cache": true, ".hg": true, ".svn": true, ".jj": true,
}

// Files walks over the files of a workspace that want accepts by name, folder by folder in lexical
// order, until the limits are reached or the context ends. Links are not followed; nothing that an
// ignore file or a secret glob excludes is read; secrets are masked.
func (w *Workspace) Files(ctx context.Context, limits Limits, want func(name string) bool) iter.Seq[File] {
	return func(yield func(File) bool) {
		walk := walk{w: w, ctx: ctx, want: want, yield: yield,
			files: orDefault(limits.Files, 20_000), bytes: orDefault(limits.Bytes, 64<<20), depth: orDefault(limits.Depth, 32)}
		walk.folder(".", nil, 0)
	}
}

func orDefault[T int | int64](n, byDefault T) T {
	if n > 0 {
		return n
	}
	return byDefault
}

// A walk is the state of one walk over a workspace.
type walk struct {
	w     *Workspace
	ctx   context.Context
	want  func(string) bool
	yield func(File) bool

	files, depth int
	bytes        int64
}

// folder walks over one folder and reports whether the walk goes on.
func (k *walk) folder(dir string, outer scan.Ignores, depth int) bool {
	if depth > k.depth {
		return true
	}
	patterns := slices.Concat(outer, k.w.ignores(dir, gitIgnore, sluiceIgnore))
	for _, entry := range k.w.entries(dir) {
		name, rel := entry.Name(), path.Join(dir, entry.Name())
		switch {
		case k.ctx.Err() != nil:
			return false
		case patterns.Exclude("/"+rel, entry.IsDir()):
		case entry.IsDir():
			if dependencies[name] || secretFolders[name] {
				continue
			}
			if !k.folder(rel, patterns, depth+1) {
				return false
			}
		case entry.Type().IsRegular() && k.want(name) && SecretPath(rel) == "":
			if !k.file(rel) {
				return false
			}
		}
	}
	return true
}

func (k *walk) file(rel string) bool {
	file, ok := k.w.readCode(rel)
	if !ok {
		return true
	}
	k.files--
	k.bytes -= int64(len(file.Text))
	return k.files >= 0 && k.bytes >= 0 && k.yield(file)
}
