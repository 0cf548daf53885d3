package syntax

import (
	"archive/zip"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
)

// A sample is one file that the tests read.
type sample struct{ name, text string }

// The places where files of other people's making may lie. What a machine lacks is left out: the
// files under testdata are always there.
var realPlaces = map[*Language][]string{
	Python:     {"/usr/lib/python3*", "/usr/local/lib/python3*"},
	Go:         {filepath.Join(runtime.GOROOT(), "src/net"), filepath.Join(runtime.GOROOT(), "src/go"), filepath.Join(runtime.GOROOT(), "src/encoding")},
	JavaScript: {"/usr/lib/node_modules/npm/lib", "/usr/local/lib/node_modules/npm/lib", "/opt/*/lib/node_modules/npm/lib", filepath.Join(runtime.GOROOT(), "lib/wasm")},
	Java:       {"/usr/lib/jvm/*/lib/src.zip"},
	C:          {filepath.Join(runtime.GOROOT(), "src/runtime"), "/usr/include/linux"},
	CPP:        {"/usr/include/c++/*/bits", "/usr/src/googletest/googletest/src"},
}

var corpora sync.Map // *Language → func() []sample

// samples returns the language's files under testdata and up to count real ones, spread over what
// the machine has and between 1 and 64 KiB long. JavaScript also serves as TypeScript.
func samples(t testing.TB, lang *Language, count int) []sample {
	load, _ := corpora.LoadOrStore(lang, sync.OnceValue(func() []sample { return findReal(lang) }))
	real := load.(func() []sample)()
	all := readDir(t, lang)
	for i := range min(count, len(real)) {
		all = append(all, real[i*len(real)/min(count, len(real))])
	}
	return all
}

func readDir(t testing.TB, lang *Language) (all []sample) {
	paths, err := filepath.Glob("testdata/" + lang.Name + "/*")
	if err != nil || len(paths) == 0 {
		t.Fatalf("testdata/%s: no files (%v)", lang.Name, err)
	}
	for _, p := range paths {
		text, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, sample{p, string(text)})
	}
	return all
}

func findReal(lang *Language) (all []sample) {
	from := lang
	if lang == TypeScript || lang == TSX {
		from = JavaScript
	}
	for _, pattern := range realPlaces[from] {
		places, _ := filepath.Glob(pattern)
		for _, place := range places {
			if strings.HasSuffix(place, ".zip") {
				if archive, err := zip.OpenReader(place); err == nil {
					all = append(all, walkReal(from, archive, "java.base/java/util")...)
					archive.Close()
				}
				continue
			}
			all = append(all, walkReal(from, os.DirFS(place), ".")...)
		}
	}
	slices.SortFunc(all, func(a, b sample) int { return strings.Compare(a.name, b.name) })
	return all
}

func walkReal(lang *Language, files fs.FS, root string) (all []sample) {
	_ = fs.WalkDir(files, root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		info, err := d.Info()
		plain := filepath.Ext(path) == "" && lang == CPP
		if err != nil || info.Size() < 1<<10 || info.Size() > 64<<10 || ByPath(path) != lang && !plain && !(lang == CPP && ByPath(path) == C) {
			return nil
		}
		if f, err := files.Open(path); err == nil {
			defer f.Close()
			if text, err := io.ReadAll(f); err == nil {
				all = append(all, sample{path, string(text)})
			}
		}
		return nil
	})
	return all
}
