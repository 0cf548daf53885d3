//go:build ignore

package fixture

import (
	"crypto/rand"
	"crypto/rsa"
)

const bits = 1024

func smallKey() {
	// ruleid: go.small-key
	a, err := rsa.GenerateKey(rand.Reader, 1024)
	// ruleid: go.small-key
	b, err := rsa.GenerateKey(rand.Reader, 512)
	// ruleid: go.small-key
	c, err := rsa.GenerateKey(rand.Reader, bits)
	use(a, b, c, err)
}

func smallKeyNearMisses(grid Grid, size int) {
	// ok: go.small-key
	a, err := rsa.GenerateKey(rand.Reader, 3072)
	// ok: go.small-key
	b := grid.GenerateKey(rand.Reader, 1024)
	// ok: go.small-key
	c, err := rsa.GenerateKey(rand.Reader, size)
	use(a, b, c, err)
}
