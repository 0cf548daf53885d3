//go:build ignore

package fixture

import (
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
)

func weakHash(data []byte) {
	// ruleid: go.weak-hash
	a := md5.Sum(data)
	// ruleid: go.weak-hash
	b := sha1.New()
	// ruleid: go.weak-hash
	c := md5.New()
	use(a, b, c)
}

func weakHashNearMisses(data []byte) {
	// ok: go.weak-hash
	a := sha256.Sum256(data)
	// ok: go.weak-hash
	b := sha256.New()
	// ok: go.weak-hash
	c := md5.Size
	use(a, b, c)
}
