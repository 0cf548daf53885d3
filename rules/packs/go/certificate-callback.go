//go:build ignore

package fixture

import (
	"crypto/tls"
	"net"

	"golang.org/x/crypto/ssh"
)

func certificateCallback() {
	// ruleid: go.certificate-callback
	a := &ssh.ClientConfig{User: "a", HostKeyCallback: func(host string, remote net.Addr, key ssh.PublicKey) error { return nil }}
	// ruleid: go.certificate-callback
	b := tls.Config{VerifyPeerCertificate: func(raw [][]byte, chains [][]*x509.Certificate) error { return nil }}
	use(a, b)
}

func certificateCallbackNearMisses(key ssh.PublicKey) {
	// ok: go.certificate-callback
	a := &ssh.ClientConfig{User: "a", HostKeyCallback: ssh.FixedHostKey(key)}
	// ok: go.certificate-callback
	b := tls.Config{VerifyPeerCertificate: func(raw [][]byte, chains [][]*x509.Certificate) error { return verify(raw) }}
	use(a, b)
}
