//go:build ignore

package fixture

import (
	"golang.org/x/crypto/argon2"
	"golang.org/x/crypto/scrypt"
)

func fixedSalt(password []byte) {
	// ruleid: go.fixed-salt
	a := argon2.IDKey(password, []byte("salt"), 1, 64*1024, 4, 32)
	// ruleid: go.fixed-salt
	b, err := scrypt.Key(password, []byte("pepper"), 32768, 8, 1, 32)
	use(a, b, err)
}

func fixedSaltNearMisses(password, salt []byte) {
	// ok: go.fixed-salt
	a := argon2.IDKey(password, salt, 1, 64*1024, 4, 32)
	// ok: go.fixed-salt
	b, err := scrypt.Key(password, salt, 32768, 8, 1, 32)
	use(a, b, err)
}
