//go:build ignore

package fixture

import (
	"net/http"

	ginsessions "github.com/gin-contrib/sessions"
	"github.com/gin-gonic/gin"
	"github.com/gorilla/sessions"
)

func trustBoundary(store sessions.Store, w http.ResponseWriter, r *http.Request) {
	session, err := store.Get(r, "app")
	// ruleid: go.trust-boundary
	session.Values["user"] = r.FormValue("user")
	use(err)
}

func trustBoundaryGin(c *gin.Context) {
	session := ginsessions.Default(c)
	// ruleid: go.trust-boundary
	session.Set("role", c.Query("role"))
}

func trustBoundaryNearMiss(store sessions.Store, w http.ResponseWriter, r *http.Request) {
	session, err := store.Get(r, "app")
	// ok: go.trust-boundary
	session.Values["user"] = authenticated(r).ID
	if role := r.FormValue("role"); role == "reader" {
		// ok: go.trust-boundary
		session.Values["role"] = role
	}
	use(err)
}
