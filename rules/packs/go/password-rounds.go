//go:build ignore

package fixture

import (
	"crypto/sha256"

	"golang.org/x/crypto/pbkdf2"
)

func passwordRounds(password, salt []byte) {
	// ruleid: go.password-rounds
	a := pbkdf2.Key(password, salt, 1000, 32, sha256.New)
	// ruleid: go.password-rounds
	b := pbkdf2.Key(password, salt, 4096, 32, sha256.New)
	use(a, b)
}

func passwordRoundsNearMisses(password, salt []byte, rounds int) {
	// ok: go.password-rounds
	a := pbkdf2.Key(password, salt, 600000, 32, sha256.New)
	// ok: go.password-rounds
	b := pbkdf2.Key(password, salt, rounds, 32, sha256.New)
	use(a, b)
}
