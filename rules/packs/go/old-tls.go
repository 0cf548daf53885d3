//go:build ignore

package fixture

import "crypto/tls"

func oldTLS(config *tls.Config) {
	// ruleid: go.old-tls
	a := &tls.Config{MinVersion: tls.VersionTLS10}
	// ruleid: go.old-tls
	b := tls.Config{ServerName: "example.org", MinVersion: tls.VersionTLS11}
	// ruleid: go.old-tls
	config.MinVersion = tls.VersionTLS10
	use(a, b)
}

func oldTLSNearMisses(config *tls.Config) {
	// ok: go.old-tls
	a := &tls.Config{MinVersion: tls.VersionTLS12}
	// ok: go.old-tls
	b := tls.Config{MaxVersion: tls.VersionTLS13}
	// ok: go.old-tls
	c := config.MinVersion == tls.VersionTLS10
	use(a, b, c)
}
