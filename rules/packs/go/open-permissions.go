//go:build ignore

package fixture

import "os"

func openPermissions(file string, data []byte) {
	// ruleid: go.open-permissions
	a := os.Chmod(file, 0777)
	// ruleid: go.open-permissions
	b := os.WriteFile(file, data, 0o777)
	// ruleid: go.open-permissions
	c := os.MkdirAll(file, 0777)
	use(a, b, c)
}

func openPermissionsNearMisses(file string, data []byte, tree storage) {
	// ok: go.open-permissions
	a := os.Chmod(file, 0600)
	// ok: go.open-permissions
	b := os.WriteFile(file, data, 0o644)
	// ok: go.open-permissions
	c := tree.Chmod(file, 0777)
	use(a, b, c)
}
