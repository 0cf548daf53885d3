//go:build ignore

package fixture

import (
	"errors"
	"io/fs"
	"os"
)

func timeOfCheck(name string, data []byte) error {
	if _, err := os.Stat(name); errors.Is(err, fs.ErrNotExist) {
		// ruleid: go.time-of-check
		return os.WriteFile(name, data, 0o600)
	}
	_, err := os.Stat(name)
	if err == nil {
		return nil
	}
	// ruleid: go.time-of-check
	_, err = os.Create(name)
	return err
}

func timeOfCheckNearMiss(name, other string, data []byte) error {
	if _, err := os.Stat(name); err == nil {
		// ok: go.time-of-check
		return os.WriteFile(other, data, 0o600)
	}
	// ok: go.time-of-check
	_, err := os.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	return err
}
