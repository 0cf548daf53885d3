//go:build ignore

package fixture

import "crypto/cipher"

func fixedNonce(block cipher.Block, gcm cipher.AEAD, text []byte) {
	// ruleid: go.fixed-nonce
	a := cipher.NewCBCEncrypter(block, []byte("0123456789abcdef"))
	// ruleid: go.fixed-nonce
	b := gcm.Seal(nil, []byte("012345678901"), text, nil)
	// ruleid: go.fixed-nonce
	c := cipher.NewCTR(block, make([]byte, 16))
	use(a, b, c)
}

func fixedNonceNearMisses(block cipher.Block, gcm cipher.AEAD, nonce, text []byte) {
	// ok: go.fixed-nonce
	a := cipher.NewCBCEncrypter(block, nonce)
	// ok: go.fixed-nonce
	b := gcm.Seal(nonce, nonce, text, nil)
	// ok: go.fixed-nonce
	c := cipher.NewCBCDecrypter(block, []byte("0123456789abcdef"))
	use(a, b, c)
}
