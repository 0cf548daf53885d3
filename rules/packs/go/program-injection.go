//go:build ignore

package fixture

import (
	"context"
	"net/http"
	"os/exec"
)

func programInjection(r *http.Request) {
	name := r.URL.Query().Get("name")
	// ruleid: go.program-injection
	exec.Command(name, "-l").Run()
	// ruleid: go.program-injection
	exec.CommandContext(context.Background(), "/srv/bin/"+name).Run()
}

func programInjectionNearMiss(r *http.Request) {
	name := r.URL.Query().Get("name")
	// ok: go.program-injection
	exec.Command("ls", "-l", "--", name).Run()
	// ok: go.program-injection
	exec.CommandContext(context.Background(), "/srv/bin/list").Run()
}
