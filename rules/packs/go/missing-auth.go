//go:build ignore

package fixture

import (
	"net/http"

	"github.com/gin-gonic/gin"
)

func missingAuth(mux *http.ServeMux, r *gin.Engine) {
	mux.Handle("/orders", requireLogin(orders))
	// ruleid: go.missing-auth
	mux.Handle("/invoices", invoices)
	r.DELETE("/orders/:id", authenticate, remove)
	// ruleid: go.missing-auth
	r.DELETE("/invoices/:id", removeInvoice)
}

func missingAuthNearMiss(mux *http.ServeMux, r *gin.Engine) {
	mux.Handle("/orders", requireLogin(orders))
	// ok: go.missing-auth
	mux.Handle("/invoices", requireLogin(invoices))
	// ok: go.missing-auth
	mux.Handle("/login", login)
}

func missingAuthNowhere(mux *http.ServeMux) {
	// ok: go.missing-auth
	mux.Handle("/invoices", invoices)
}
