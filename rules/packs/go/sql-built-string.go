//go:build ignore

package fixture

import (
	"database/sql"
	"fmt"
)

const table = "users"

func sqlBuiltString(db *sql.DB, orm *DB, id string) {
	// ruleid: go.sql-built-string
	a, err := db.Query("SELECT name FROM users WHERE id = " + id)
	// ruleid: go.sql-built-string
	b := db.QueryRow(fmt.Sprintf("SELECT name FROM users WHERE id = '%s'", id))
	// ruleid: go.sql-built-string
	c, err := db.Exec("DELETE FROM users WHERE id = '" + id + "'")
	query := "SELECT name FROM users WHERE id = " + id
	// ruleid: go.sql-built-string
	d, err := db.Query(query)
	// ruleid: go.sql-built-string
	orm.Where(fmt.Sprintf("id = '%s'", id)).Find(&a)
	use(a, b, c, d, err)
}

func sqlBuiltStringNearMisses(db *sql.DB, orm *DB, id string, limit int, values url.Values) {
	// ok: go.sql-built-string
	a, err := db.Query("SELECT name FROM users WHERE id = $1", id)
	// ok: go.sql-built-string
	b := db.QueryRow("SELECT name "+"FROM users WHERE id = ?", id)
	// ok: go.sql-built-string
	c, err := db.Exec("DELETE FROM users WHERE name = ?", fmt.Sprintf("%s!", id))
	// ok: go.sql-built-string
	d, err := db.Query(fmt.Sprintf("SELECT name FROM users LIMIT %d", limit))
	// ok: go.sql-built-string
	e, err := db.Query("SELECT name FROM " + table)
	// ok: go.sql-built-string
	orm.Where("id = ?", id).Find(&a)
	// ok: go.sql-built-string
	pool.Exec("job " + id)
	use(a, b, c, d, e, err)
}
