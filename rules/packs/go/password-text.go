//go:build ignore

package fixture

import "os"

func passwordText() {
	// ruleid: go.password-text
	password := "Tr0ub4dor&3x"
	// ruleid: go.password-text
	config.APIKey = "9f8a7b6c5d4e3f2a"
	use(password)
}

func passwordTextNearMiss() {
	// ok: go.password-text
	password := os.Getenv("PASSWORD")
	// ok: go.password-text
	secret := "secret"
	// ok: go.password-text
	color := "9f8a7b6c5d4e3f2a"
	use(password, secret, color)
}
