//go:build ignore

package fixture

import "crypto/tls"

func certificateCheckOff(config *tls.Config) {
	// ruleid: go.certificate-check-off
	a := tls.Config{InsecureSkipVerify: true}
	// ruleid: go.certificate-check-off
	b := &tls.Config{ServerName: "example.org", InsecureSkipVerify: true}
	// ruleid: go.certificate-check-off
	config.InsecureSkipVerify = true
	use(a, b)
}

func certificateCheckOffNearMisses(config *tls.Config, testing bool) {
	// ok: go.certificate-check-off
	a := tls.Config{InsecureSkipVerify: false}
	// ok: go.certificate-check-off
	b := &tls.Config{ServerName: "example.org"}
	// ok: go.certificate-check-off
	config.InsecureSkipVerify = testing
	use(a, b)
}
