// Package workspace is the only reader of a workspace's files: what may be read at all, what may be
// sent to a model, which files stand beside a document, and what must be masked in their text.
//
// It must not know models, prompts or rules; it gives text and reasons. The workspace is not trusted:
// links that lead out of it are not followed, and sizes and counts are bounded.
package workspace

import (
	"os"
	"path/filepath"
)

// RootOf returns the root of the workspace around a path when no editor names one: the nearest folder
// upward that is under version control, else the folder of the path itself.
func RootOf(path string) string {
	start := path
	if info, err := os.Stat(path); err != nil || !info.IsDir() {
		start = filepath.Dir(path)
	}
	for dir := start; ; dir = filepath.Dir(dir) {
		for _, mark := range []string{".git", ".hg", ".jj", ".svn"} {
			if _, err := os.Lstat(filepath.Join(dir, mark)); err == nil {
				return dir
			}
		}
		if dir == filepath.Dir(dir) {
			return start
		}
	}
}
