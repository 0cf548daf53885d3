//go:build ignore

package fixture

import (
	"crypto/sha256"
	"crypto/sha512"
)

func passwordHash(password, newPassword, salt string) {
	// ruleid: go.password-hash
	a := sha256.Sum256([]byte(password))
	// ruleid: go.password-hash
	b := sha512.Sum512([]byte(newPassword))
	// ruleid: go.password-hash
	c := sha256.Sum256([]byte(password + salt))
	use(a, b, c)
}

func passwordHashNearMisses(password []byte, data string) {
	// ok: go.password-hash
	a := sha256.Sum256([]byte(data))
	// ok: go.password-hash
	b, err := bcrypt.GenerateFromPassword(password, bcrypt.DefaultCost)
	use(a, b, err)
}
