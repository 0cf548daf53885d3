//go:build ignore

package fixture

import (
	"os"
	"path/filepath"
)

func uploadName(folder string, header *multipart.FileHeader, c *gin.Context) {
	// ruleid: go.upload-name
	a, err := os.Create(filepath.Join(folder, header.Filename))
	// ruleid: go.upload-name
	b, err := os.OpenFile("./uploads/"+header.Filename, os.O_CREATE, 0o600)
	// ruleid: go.upload-name
	c.SaveUploadedFile(header, "./uploads/"+header.Filename)
	use(a, b, err)
}

func uploadNameNearMisses(folder string, header *multipart.FileHeader) {
	// ok: go.upload-name
	a, err := os.Create(filepath.Join(folder, filepath.Base(header.Filename)))
	// ok: go.upload-name
	b, err := os.CreateTemp(folder, "upload-*")
	use(a, b, err)
}
