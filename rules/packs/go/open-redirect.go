//go:build ignore

package fixture

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
)

func openRedirect(w http.ResponseWriter, r *http.Request) {
	// ruleid: go.open-redirect
	http.Redirect(w, r, r.FormValue("next"), http.StatusSeeOther)
}

func openRedirectGin(c *gin.Context) {
	target := c.Query("next")
	// ruleid: go.open-redirect
	c.Redirect(http.StatusFound, target)
}

func openRedirectNearMiss(w http.ResponseWriter, r *http.Request) {
	target := r.FormValue("next")
	if !strings.HasPrefix(target, "/app/") {
		return
	}
	// ok: go.open-redirect
	http.Redirect(w, r, target, http.StatusSeeOther)
}

func openRedirectFixed(c *gin.Context) {
	// ok: go.open-redirect
	c.Redirect(http.StatusFound, "/home")
}
