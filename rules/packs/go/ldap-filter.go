//go:build ignore

package fixture

import (
	"fmt"

	"github.com/go-ldap/ldap/v3"
)

func ldapFilter(base, name string) {
	// ruleid: go.ldap-filter
	a := ldap.NewSearchRequest(base, 2, 0, 0, 0, false, fmt.Sprintf("(uid=%s)", name), nil, nil)
	// ruleid: go.ldap-filter
	b := ldap.NewSearchRequest(base, 2, 0, 0, 0, false, "(uid="+name+")", nil, nil)
	use(a, b)
}

func ldapFilterNearMisses(base, name string) {
	// ok: go.ldap-filter
	a := ldap.NewSearchRequest(base, 2, 0, 0, 0, false, fmt.Sprintf("(uid=%s)", ldap.EscapeFilter(name)), nil, nil)
	// ok: go.ldap-filter
	b := ldap.NewSearchRequest(base, 2, 0, 0, 0, false, "(uid=admin)", nil, nil)
	use(a, b)
}
