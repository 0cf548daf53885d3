//go:build ignore

package fixture

import (
	"log"
	"net/http"
	"strconv"
)

func logInjection(r *http.Request) {
	name := r.FormValue("name")
	// ruleid: go.log-injection
	log.Println("login of", name)
	// ruleid: go.log-injection
	log.Print("login of " + name)
}

func logInjectionNearMiss(r *http.Request) {
	name := strconv.Quote(r.FormValue("name"))
	// ok: go.log-injection
	log.Println("login of", name)
	// ok: go.log-injection
	log.Print("login")
}
