//go:build ignore

package fixture

import (
	"os"
	"os/exec"
	"syscall"
)

func shellArguments(script string) {
	args := []string{"-c", script}
	// ruleid: go.shell-arguments
	exec.Command("sh", args...).Run()
	// ruleid: go.shell-arguments
	os.StartProcess("/bin/sh", []string{"sh", "-c", script}, nil)
	// ruleid: go.shell-arguments
	syscall.Exec("/bin/bash", []string{"bash", "-c", "ls " + script}, nil)
}

func shellArgumentsNearMiss(path string) {
	args := []string{"-l", path}
	// ok: go.shell-arguments
	exec.Command("ls", args...).Run()
	// ok: go.shell-arguments
	os.StartProcess("/bin/ls", []string{"ls", "-c", path}, nil)
	// ok: go.shell-arguments
	syscall.Exec("/bin/sh", []string{"sh", "-c", "ls /srv"}, nil)
}

func shellArgumentsFixed() {
	args := []string{"-c", "ls /srv"}
	// ok: go.shell-arguments
	exec.Command("sh", args...).Run()
}
