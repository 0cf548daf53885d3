//go:build ignore

package fixture

import "os/exec"

func shellStruct(script string) {
	// ruleid: go.shell-struct
	first := &exec.Cmd{Path: "/bin/sh", Args: []string{"sh", "-c", script}}
	// ruleid: go.shell-struct
	second := exec.Cmd{Path: "/bin/bash", Args: []string{"bash", "-c", "ls " + script}}
	use(first, second)
}

func shellStructNearMiss(path string) {
	// ok: go.shell-struct
	first := &exec.Cmd{Path: "/bin/ls", Args: []string{"ls", "-l", path}}
	// ok: go.shell-struct
	second := &exec.Cmd{Path: "/bin/sh", Args: []string{"sh", "-c", "ls /srv"}}
	use(first, second)
}
