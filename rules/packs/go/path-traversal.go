//go:build ignore

package fixture

import (
	"archive/tar"
	"net/http"
	"os"
	"path/filepath"
)

func pathTraversal(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	// ruleid: go.path-traversal
	data, err := os.ReadFile(filepath.Join("/srv/files", name))
	// ruleid: go.path-traversal
	http.ServeFile(w, r, "/srv/files/"+name)
	use(data, err)
}

func pathTraversalNearMiss(w http.ResponseWriter, r *http.Request) {
	name := filepath.Base(r.FormValue("name"))
	// ok: go.path-traversal
	data, err := os.ReadFile(filepath.Join("/srv/files", name))
	// ok: go.path-traversal
	http.ServeFile(w, r, "/srv/files/index")
	use(data, err)
}

func pathTraversalChecked(r *http.Request) {
	name := r.FormValue("name")
	if !filepath.IsLocal(name) {
		return
	}
	// ok: go.path-traversal
	data, err := os.ReadFile(filepath.Join("/srv/files", name))
	use(data, err)
}

func (s *store) ReadNamed(name string) ([]byte, error) {
	// ruleid: go.path-traversal
	return os.ReadFile(filepath.Join(s.folder, name))
}

func (s *store) ReadGiven(path string) ([]byte, error) {
	// ok: go.path-traversal
	return os.ReadFile(path)
}

func ReadBelow(folder, name string) ([]byte, error) {
	// ok: go.path-traversal
	return os.ReadFile(filepath.Join(folder, name))
}

func unpack(archive *tar.Reader, folder string) {
	header, err := archive.Next()
	// ruleid: go.path-traversal
	file, err := os.Create(filepath.Join(folder, header.Name))
	use(file, err)
	if name := header.Name; filepath.IsLocal(name) {
		// ok: go.path-traversal
		file, err = os.Create(filepath.Join(folder, name))
	}
}
