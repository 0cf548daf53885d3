//go:build ignore

package fixture

func profileServed(mux *http.ServeMux, router *gin.Engine) {
	// ruleid: go.profile-served
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	// ruleid: go.profile-served
	pprof.Register(router)
}

func profileServedNearMisses(mux *http.ServeMux) {
	// ok: go.profile-served
	mux.HandleFunc("/debug/", debug.Index)
	// ok: go.profile-served
	pprof.StartCPUProfile(file)
}
