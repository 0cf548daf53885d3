//go:build ignore

package fixture

import (
	"io"
	"net/http"
)

func unboundedBody(w http.ResponseWriter, r *http.Request) {
	// ruleid: go.unbounded-body
	body, err := io.ReadAll(r.Body)
	use(body, err)
}

func unboundedBodyToo(w http.ResponseWriter, request *http.Request) {
	// ruleid: go.unbounded-body
	body, err := io.ReadAll(request.Body)
	use(body, err)
}

func unboundedBodyNearMiss(w http.ResponseWriter, r *http.Request) {
	// ok: go.unbounded-body
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 1<<20))
	use(body, err)
}

func unboundedBodyOther(response *http.Response) {
	// ok: go.unbounded-body
	body, err := io.ReadAll(response.Body)
	use(body, err)
}
