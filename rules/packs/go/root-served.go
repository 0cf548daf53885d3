//go:build ignore

package fixture

import (
	"net/http"
	"os"
)

func rootServed() {
	// ruleid: go.root-served
	a := http.FileServer(http.Dir("/"))
	// ruleid: go.root-served
	b := http.FileServerFS(os.DirFS("/"))
	use(a, b)
}

func rootServedNearMisses(folder string) {
	// ok: go.root-served
	a := http.FileServer(http.Dir("./public"))
	// ok: go.root-served
	b := os.DirFS(folder)
	use(a, b)
}
