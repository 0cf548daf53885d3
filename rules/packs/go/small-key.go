//go:build ignore

package fixture

import (
	"crypto/rand"
	"crypto/rsa"
)

func smallKey() {
	// ruleid: go.small-key
	a, err := rsa.GenerateKey(rand.Reader, 1024)
	// ruleid: go.small-key
	b, err := rsa.GenerateKey(rand.Reader, 512)
	use(a, b, err)
}

func smallKeyNearMisses(bits int) {
	// ok: go.small-key
	a, err := rsa.GenerateKey(rand.Reader, 3072)
	// ok: go.small-key
	b, err := rsa.GenerateKey(rand.Reader, bits)
	use(a, b, err)
}
