//go:build ignore

package fixture

func trojanSource() {
	// ruleid: go.trojan-source
	role := "user‮ ⁦// check only if admin⁩ ⁦"
	// ruleid: go.trojan-source
	name := "admin​"
	use(role, name)
}

func trojanSourceNearMiss() {
	// ok: go.trojan-source
	role := "user\u202e"
	// ok: go.trojan-source
	name := "שלום"
	use(role, name)
}
