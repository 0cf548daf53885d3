//go:build ignore

package fixture

import "net/http"

func errorShown(w http.ResponseWriter, err error) {
	// ruleid: go.error-shown
	http.Error(w, err.Error(), 500)
	// ruleid: go.error-shown
	http.Error(w, err.Error(), http.StatusInternalServerError)
}

func errorShownNearMisses(w http.ResponseWriter, err error) {
	// ok: go.error-shown
	http.Error(w, "internal error", http.StatusInternalServerError)
	// ok: go.error-shown
	http.Error(w, err.Error(), http.StatusBadRequest)
}
