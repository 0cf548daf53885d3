package settings

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// FileName is the name of a workspace's own configuration.
const FileName = ".sluice.yaml"

// UserPath returns where the user's own configuration lies: config.yaml in the folder sluice of the
// user's configuration folder.
func UserPath() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", fmt.Errorf("finding the user's configuration folder: %w", err)
	}
	return filepath.Join(dir, "sluice", "config.yaml"), nil
}

// User reads the user's own configuration. One that does not exist is an empty layer.
func User() (Layer, []Problem) {
	path, err := UserPath()
	if err != nil {
		return Layer{Source: Source{Name: "config.yaml", Trusted: true}}, []Problem{{Source: "config.yaml", Message: err.Error()}}
	}
	source := Source{Name: path, Trusted: true, Dir: filepath.Dir(path)}
	data, err := readRegular(os.Stat, os.Open, path)
	return parseFile(source, data, err)
}

// Nearest reads the .sluice.yaml that is nearest to a document, upward from its folder to the root of
// its workspace. It is not trusted. No such file, or a document outside of the root, is an empty layer;
// a link that leads out of the workspace is not followed.
func Nearest(root, document string) (Layer, []Problem) {
	none := Layer{Source: Source{Name: FileName}}
	rel, err := filepath.Rel(root, filepath.Dir(document))
	if root == "" || err != nil || !filepath.IsLocal(rel) {
		return none, nil
	}
	workspace, err := os.OpenRoot(root)
	if err != nil {
		return none, nil
	}
	defer workspace.Close()
	for dir := rel; ; dir = filepath.Dir(dir) {
		source := Source{Name: filepath.Join(root, dir, FileName), Dir: filepath.Join(root, dir), Within: root}
		data, err := readRegular(workspace.Stat, workspace.Open, filepath.Join(dir, FileName))
		if !errors.Is(err, fs.ErrNotExist) {
			return parseFile(source, data, err)
		}
		if dir == "." {
			return none, nil
		}
	}
}

// readRegular reads no more than ParseYAML accepts and one byte. It looks before it opens, since opening
// a pipe would wait for its writer.
func readRegular(stat func(string) (fs.FileInfo, error), open func(string) (*os.File, error), path string) ([]byte, error) {
	info, err := stat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, errors.New("it is not a regular file")
	}
	file, err := open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, maxBytes+1))
}

func parseFile(source Source, data []byte, err error) (Layer, []Problem) {
	switch {
	case err == nil:
		return ParseYAML(source, data)
	case errors.Is(err, fs.ErrNotExist):
		return Layer{Source: source}, nil
	}
	var cause *fs.PathError
	if errors.As(err, &cause) {
		err = cause.Err
	}
	return Layer{Source: source}, []Problem{{Source: source.Name, Message: "cannot be read: " + err.Error()}}
}
