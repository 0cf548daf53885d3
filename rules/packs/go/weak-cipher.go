//go:build ignore

package fixture

import (
	"crypto/aes"
	"crypto/des"
	"crypto/rc4"

	"golang.org/x/crypto/blowfish"
)

func weakCipher(key []byte) {
	// ruleid: go.weak-cipher
	a, err := des.NewCipher(key)
	// ruleid: go.weak-cipher
	b, err := rc4.NewCipher(key)
	// ruleid: go.weak-cipher
	c, err := blowfish.NewCipher(key)
	use(a, b, c, err)
}

func weakCipherNearMisses(key []byte, others Others) {
	// ok: go.weak-cipher
	a, err := aes.NewCipher(key)
	// ok: go.weak-cipher
	b, err := others.NewTripleDESCipher(key)
	use(a, b, err)
}
