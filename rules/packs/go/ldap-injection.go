//go:build ignore

package fixture

import (
	"fmt"
	"net/http"

	"github.com/go-ldap/ldap/v3"
)

func ldapInjection(r *http.Request) {
	filter := fmt.Sprintf("(uid=%s)", r.FormValue("name"))
	// ruleid: go.ldap-injection
	a := ldap.NewSearchRequest("dc=example", 2, 0, 0, 0, false, filter, nil, nil)
	use(a)
}

func FindEntry(name string) *ldap.SearchRequest {
	filter := "(uid=" + name + ")"
	// ruleid: go.ldap-injection
	return ldap.NewSearchRequest("dc=example", 2, 0, 0, 0, false, filter, nil, nil)
}

func ldapInjectionNearMiss(r *http.Request) {
	filter := fmt.Sprintf("(uid=%s)", ldap.EscapeFilter(r.FormValue("name")))
	// ok: go.ldap-injection
	a := ldap.NewSearchRequest("dc=example", 2, 0, 0, 0, false, filter, nil, nil)
	use(a)
}

func FindFixed(name string) *ldap.SearchRequest {
	// ok: go.ldap-injection
	return ldap.NewSearchRequest("dc=example", 2, 0, 0, 0, false, "(uid=admin)", []string{name}, nil)
}
