//go:build ignore

package fixture

import "github.com/golang-jwt/jwt/v5"

func jwtUnverified(text string, claims jwt.Claims) {
	// ruleid: go.jwt-unverified
	a, rest, err := jwt.NewParser().ParseUnverified(text, claims)
	// ruleid: go.jwt-unverified
	b, err := jwt.New(jwt.SigningMethodNone).SignedString(jwt.UnsafeAllowNoneSignatureType)
	use(a, b, rest, err)
}

func jwtUnverifiedNearMisses(text string, claims jwt.Claims, key jwt.Keyfunc) {
	// ok: go.jwt-unverified
	a, err := jwt.NewParser().ParseWithClaims(text, claims, key)
	// ok: go.jwt-unverified
	b, err := jwt.Parse(text, key)
	use(a, b, err)
}
