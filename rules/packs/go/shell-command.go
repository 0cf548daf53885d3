//go:build ignore

package fixture

import (
	"context"
	"os/exec"
)

func shellCommand(ctx context.Context, name string) {
	// ruleid: go.shell-command
	a := exec.Command("sh", "-c", "tar xf "+name)
	// ruleid: go.shell-command
	b := exec.CommandContext(ctx, "/bin/bash", "-c", name)
	// ruleid: go.shell-command
	c := exec.Command("cmd", "/C", name, "more")
	use(a, b, c)
}

func shellCommandNearMisses(name string, pool runner) {
	// ok: go.shell-command
	a := exec.Command("tar", "xf", name)
	// ok: go.shell-command
	b := exec.Command("sh", "-c", "df -h | sort")
	// ok: go.shell-command
	c := pool.Command("sh", "-c", name)
	use(a, b, c)
}
