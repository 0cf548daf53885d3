//go:build ignore

package fixture

import "os"

func openDescriptor(name string, data []byte) {
	// ruleid: go.open-descriptor
	os.WriteFile(name, data, 0o666)
	// ruleid: go.open-descriptor
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0662)
	use(f, err)
}

func openDescriptorNearMisses(name string, data []byte) {
	// ok: go.open-descriptor
	os.WriteFile(name, data, 0o600)
	// ok: go.open-descriptor
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0644)
	use(f, err)
}
