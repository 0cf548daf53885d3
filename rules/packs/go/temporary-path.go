//go:build ignore

package fixture

import "os"

func temporaryPath(data []byte) {
	// ruleid: go.temporary-path
	f, err := os.Create("/tmp/report.txt")
	// ruleid: go.temporary-path
	os.WriteFile("/var/tmp/out.bin", data, 0o600)
	use(f, err)
}

func temporaryPathNearMisses(data []byte) {
	// ok: go.temporary-path
	f, err := os.CreateTemp("", "report-*.txt")
	// ok: go.temporary-path
	os.WriteFile("/srv/out.bin", data, 0o600)
	use(f, err)
}
