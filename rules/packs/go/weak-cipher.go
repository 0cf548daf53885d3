//go:build ignore

package fixture

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/rc4"
)

func weakCipher(key []byte) {
	// ruleid: go.weak-cipher
	a, err := des.NewCipher(key)
	// ruleid: go.weak-cipher
	b, err := rc4.NewCipher(key)
	// ruleid: go.weak-cipher
	c, err := des.NewTripleDESCipher(key)
	use(a, b, c, err)
}

func weakCipherNearMisses(key []byte) {
	// ok: go.weak-cipher
	a, err := aes.NewCipher(key)
	// ok: go.weak-cipher
	b, err := cipher.NewGCM(a)
	// ok: go.weak-cipher
	c := des.BlockSize
	use(a, b, c, err)
}
