//go:build ignore

package fixture

import (
	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

func hostKeyIgnored(config *ssh.ClientConfig) {
	// ruleid: go.host-key-ignored
	config.HostKeyCallback = ssh.InsecureIgnoreHostKey()
	use(&ssh.ClientConfig{
		// ruleid: go.host-key-ignored
		HostKeyCallback: ssh.InsecureIgnoreHostKey(),
	})
}

func hostKeyIgnoredNearMisses(config *ssh.ClientConfig, key ssh.PublicKey) {
	// ok: go.host-key-ignored
	config.HostKeyCallback = ssh.FixedHostKey(key)
	// ok: go.host-key-ignored
	check, err := knownhosts.New("known_hosts")
	use(check, err)
}
