//go:build ignore

package fixture

func secretFormat() {
	// ruleid: go.secret-format
	_ = "AKIAQ3EGRZTVPYKXWB2M"
	// ruleid: go.secret-format
	_ = "ghp_Zt7qLmN4vXcR8sWkYb3hJfD6gAeP1uQo9iTz"
}

func secretFormatNearMisses() {
	// ok: go.secret-format
	_ = "AKIAIOSFODNN7EXAMPLE"
	// ok: go.secret-format
	_ = "ghp_"
}
