//go:build ignore

package fixture

import (
	"crypto/md5"
	one "crypto/sha1"
	"crypto/sha256"
)

func weakHash(data []byte) {
	// ruleid: go.weak-hash
	a := md5.Sum(data)
	// ruleid: go.weak-hash
	b := one.New()
	use(a, b)
}

func weakHashNearMisses(data []byte, report Report) {
	// ok: go.weak-hash
	a := sha256.Sum256(data)
	// ok: go.weak-hash
	b := report.Sum(data)
	// ok: go.weak-hash
	c := sha256.New()
	use(a, b, c)
}
