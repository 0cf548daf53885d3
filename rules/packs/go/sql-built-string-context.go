//go:build ignore

package fixture

import (
	"context"
	"fmt"
)

func sqlBuiltStringContext(ctx context.Context, db *DB, pool *Pool, id string) {
	// ruleid: go.sql-built-string-context
	a, err := db.QueryContext(ctx, "SELECT name FROM users WHERE id = "+id)
	// ruleid: go.sql-built-string-context
	b, err := db.ExecContext(ctx, fmt.Sprintf("DELETE FROM users WHERE id = '%s'", id))
	// ruleid: go.sql-built-string-context
	c, err := pool.Query(ctx, "SELECT name FROM users WHERE id = '"+id+"'")
	use(a, b, c, err)
}

func sqlBuiltStringContextNearMisses(ctx context.Context, db *DB, pool *Pool, id string) {
	// ok: go.sql-built-string-context
	a, err := db.QueryContext(ctx, "SELECT name FROM users WHERE id = $1", id)
	// ok: go.sql-built-string-context
	b, err := db.ExecContext(ctx, "DELETE FROM users WHERE name = ?", "select "+id)
	// ok: go.sql-built-string-context
	c, err := db.Exec("INSERT INTO log VALUES (?)", "select "+id)
	// ok: go.sql-built-string-context
	d, err := pool.Query(ctx, "SELECT name FROM users WHERE id = $1", id)
	use(a, b, c, d, err)
}
