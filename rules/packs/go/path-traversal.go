package app

import (
	"net/http"
	"os"
	"path/filepath"
)

func download(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ruleid: go.path-traversal
	os.Open(filepath.Join("/srv/files", name))
	// ok: go.path-traversal
	os.Open(filepath.Join("/srv/files", filepath.Base(name)))
	if filepath.IsLocal(name) {
		// ok: go.path-traversal
		http.ServeFile(w, r, filepath.Join("/srv", name))
	}
	// ruleid: go.path-traversal
	http.ServeFile(w, r, filepath.Join("/srv", name))
}
