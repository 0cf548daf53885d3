//go:build ignore

package fixture

import (
	"crypto/aes"
	"crypto/hmac"
	"crypto/sha256"
	"os"

	"github.com/golang-jwt/jwt/v5"
)

func fixedKey(token *jwt.Token) {
	// ruleid: go.fixed-key
	a, err := token.SignedString([]byte("correct horse"))
	// ruleid: go.fixed-key
	b := hmac.New(sha256.New, []byte("correct horse"))
	// ruleid: go.fixed-key
	c, err := aes.NewCipher([]byte("0123456789abcdef"))
	use(a, b, c, err)
}

func fixedKeyNearMisses(token *jwt.Token, key []byte) {
	// ok: go.fixed-key
	a, err := token.SignedString([]byte(os.Getenv("SIGNING_KEY")))
	// ok: go.fixed-key
	b := hmac.New(sha256.New, key)
	// ok: go.fixed-key
	c, err := aes.NewCipher(key)
	use(a, b, c, err)
}
