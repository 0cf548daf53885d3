//go:build ignore

package fixture

import (
	"net/http"
	"os/exec"

	"golang.org/x/crypto/ssh"
)

func commandInjection(r *http.Request, session *ssh.Session) {
	name := r.URL.Query().Get("name")
	// ruleid: go.command-injection
	session.Output("ls -l " + name)
}

func RunRemote(session *ssh.Session, folder string) error {
	// ruleid: go.command-injection
	return session.Run("ls " + folder)
}

func commandInjectionNearMiss(r *http.Request) {
	name := r.URL.Query().Get("name")
	// ok: go.command-injection
	exec.Command("ls", "-l", "--", name).Run()
}

func RunFixed(session *ssh.Session, folder string) error {
	// ok: go.command-injection
	return session.Run("ls /srv")
}
