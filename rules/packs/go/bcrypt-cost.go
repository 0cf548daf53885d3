//go:build ignore

package fixture

import "golang.org/x/crypto/bcrypt"

func bcryptCost(password []byte) {
	// ruleid: go.bcrypt-cost
	a, err := bcrypt.GenerateFromPassword(password, 4)
	// ruleid: go.bcrypt-cost
	b, err := bcrypt.GenerateFromPassword(password, bcrypt.MinCost)
	use(a, b, err)
}

func bcryptCostNearMisses(password []byte, cost int) {
	// ok: go.bcrypt-cost
	a, err := bcrypt.GenerateFromPassword(password, bcrypt.DefaultCost)
	// ok: go.bcrypt-cost
	b, err := bcrypt.GenerateFromPassword(password, cost)
	// ok: go.bcrypt-cost
	c, err := bcrypt.GenerateFromPassword(password, 12)
	use(a, b, c, err)
}
