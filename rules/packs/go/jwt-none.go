//go:build ignore

package fixture

import "github.com/golang-jwt/jwt/v5"

func jwtNone(claims jwt.Claims) {
	// ruleid: go.jwt-none
	a := jwt.NewWithClaims(jwt.SigningMethodNone, claims)
	// ruleid: go.jwt-none
	b := jwt.New(jwt.SigningMethodNone)
	use(a, b)
}

func jwtNoneNearMisses(claims jwt.Claims) {
	// ok: go.jwt-none
	a := jwt.NewWithClaims(jwt.SigningMethodHS256, claims)
	// ok: go.jwt-none
	b := jwt.New(jwt.SigningMethodEdDSA)
	use(a, b)
}
