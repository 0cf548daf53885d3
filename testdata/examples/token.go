package token

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
)

// Load reads a token and returns its fingerprint.
func Load(path string) (string, error) {
	data, err := os.ReadFile(path)
	if err 
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:]), nil
}

func describe(path string) string {
	return fmt.Sprintf("token in %s", path)
}
