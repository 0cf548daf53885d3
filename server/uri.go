package server

import (
	"net/url"
	"path/filepath"
	"runtime"
	"strings"

	"github.com/sluice-lsp/sluice/server/lsp"
)

// pathOf returns the file that a URI names, "" if it names none. Clients differ in what they escape, so
// the path is never turned back into a URI: documents keep the one that they came with.
func pathOf(uri string) string {
	u, err := url.Parse(uri)
	if err != nil || u.Scheme != "file" || u.Path == "" {
		return ""
	}
	path := u.Path
	if runtime.GOOS == "windows" {
		path = strings.TrimPrefix(path, "/") // file:///c:/x
		if u.Host != "" && u.Host != "localhost" {
			path = "//" + u.Host + "/" + path
		}
	}
	if strings.ContainsRune(path, 0) {
		return ""
	}
	return filepath.Clean(filepath.FromSlash(path))
}

// uriOfPath names a file that no client has named yet.
func uriOfPath(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

// isNotebookCell reports whether a URI names a part of a notebook rather than a file.
func isNotebookCell(uri string) bool { return strings.HasPrefix(uri, "vscode-notebook-cell:") }

// A folder is one of the workspace's.
type folder struct{ uri, path string }

// initialFolders reads the folders from the three ways in which clients have named them over the years;
// the newest that is there counts.
func initialFolders(p *lsp.InitializeParams) []folder {
	if len(p.WorkspaceFolders) > 0 {
		return appendFolders(nil, p.WorkspaceFolders)
	}
	if path := pathOf(p.RootURI); path != "" {
		return []folder{{p.RootURI, path}}
	}
	if p.RootPath != "" {
		return []folder{{p.RootPath, filepath.Clean(p.RootPath)}}
	}
	return nil
}

func appendFolders(to []folder, added []lsp.WorkspaceFolder) []folder {
	for _, f := range added {
		if path := pathOf(f.URI); path != "" {
			to = append(to, folder{f.URI, path})
		}
	}
	return to
}

// rootOf returns the innermost folder that holds a path, "" if none does.
func rootOf(folders []folder, path string) string {
	root := ""
	for _, f := range folders {
		rel, err := filepath.Rel(f.path, path)
		if err == nil && filepath.IsLocal(rel) && len(f.path) > len(root) {
			root = f.path
		}
	}
	return root
}
