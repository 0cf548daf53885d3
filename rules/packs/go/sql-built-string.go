//go:build ignore

package fixture

import (
	"context"
	"database/sql"
	"fmt"
)

func sqlBuiltString(ctx context.Context, db *sql.DB, id string) {
	// ruleid: go.sql-built-string
	a, err := db.Query("SELECT name FROM users WHERE id = " + id)
	// ruleid: go.sql-built-string
	b := db.QueryRow(fmt.Sprintf("SELECT name FROM users WHERE id = '%s'", id))
	// ruleid: go.sql-built-string
	c, err := db.ExecContext(ctx, "DELETE FROM users WHERE id = '"+id+"'")
	use(a, b, c, err)
}

func sqlBuiltStringNearMisses(ctx context.Context, db *sql.DB, id string) {
	// ok: go.sql-built-string
	a, err := db.Query("SELECT name FROM users WHERE id = $1", id)
	// ok: go.sql-built-string
	b := db.QueryRowContext(ctx, "SELECT name "+"FROM users WHERE id = ?", id)
	// ok: go.sql-built-string
	c, err := db.Exec("DELETE FROM users WHERE name = ?", fmt.Sprintf("%s!", id))
	use(a, b, c, err)
}
