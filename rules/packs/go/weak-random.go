//go:build ignore

package fixture

import (
	cryptorand "crypto/rand"
	"fmt"
	"math/rand"
)

func weakRandom(token []byte, letters string) {
	// ruleid: go.weak-random
	password := rand.Intn(1000000)
	// ruleid: go.weak-random
	sessionToken := fmt.Sprint(rand.Int63())
	// ruleid: go.weak-random
	token[0] = letters[rand.Intn(len(letters))]
	use(password, sessionToken)
}

func weakRandomNearMisses() {
	// ok: go.weak-random
	token := cryptorand.Text()
	// ok: go.weak-random
	delay := rand.Intn(1000)
	// ok: go.weak-random
	tokens := rand.Intn(3)
	use(token, delay, tokens)
}

func newSessionKey() string {
	// ruleid: go.weak-random
	return fmt.Sprintf("%016x", rand.Uint64())
}

func newColor() int {
	// ok: go.weak-random
	return rand.Intn(256)
}
