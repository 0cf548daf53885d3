//go:build ignore

package fixture

import (
	"database/sql"
	"os"
)

func fixedPassword() {
	// ruleid: go.fixed-password
	a, err := sql.Open("postgres", "postgres://app:Tr0ub4dor@db/app")
	// ruleid: go.fixed-password
	b, err := sql.Open("mysql", "app:kJ8w2Lq@tcp(db)/app")
	// ruleid: go.fixed-password
	c, err := sql.Open("postgres", "host=db user=app password=kJ8w2Lq")
	use(a, b, c, err)
}

func fixedPasswordNearMisses() {
	// ok: go.fixed-password
	a, err := sql.Open("postgres", os.Getenv("DATABASE_URL"))
	// ok: go.fixed-password
	b, err := sql.Open("postgres", "postgres://db/app")
	// ok: go.fixed-password
	c, err := sql.Open("sqlite", "file:app.db")
	use(a, b, c, err)
}
