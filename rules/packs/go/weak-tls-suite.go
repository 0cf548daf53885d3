//go:build ignore

package fixture

import "crypto/tls"

func weakSuite() {
	// ruleid: go.weak-tls-suite
	a := tls.Config{CipherSuites: []uint16{tls.TLS_RSA_WITH_RC4_128_SHA}}
	// ruleid: go.weak-tls-suite
	b := []uint16{tls.TLS_RSA_WITH_3DES_EDE_CBC_SHA}
	use(a, b)
}

func weakSuiteNearMisses() {
	// ok: go.weak-tls-suite
	a := tls.Config{CipherSuites: []uint16{tls.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384}}
	// ok: go.weak-tls-suite
	b := tls.Config{MinVersion: tls.VersionTLS12}
	use(a, b)
}
