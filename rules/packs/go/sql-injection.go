//go:build ignore

package fixture

import (
	"database/sql"
	"net/http"
	"strconv"
)

func sqlInjection(db *sql.DB, r *http.Request) {
	id := r.FormValue("id")
	query := "SELECT name FROM users WHERE id = '" + id + "'"
	// ruleid: go.sql-injection
	rows, err := db.Query(query)
	use(rows, err)
}

func FindUser(db *sql.DB, order string) (*sql.Rows, error) {
	query := "SELECT name FROM users ORDER BY "
	query += order
	// ruleid: go.sql-injection
	return db.Query(query)
}

func sqlInjectionNearMiss(db *sql.DB, r *http.Request) {
	id := r.FormValue("id")
	// ok: go.sql-injection
	rows, err := db.Query("SELECT name FROM users WHERE id = $1", id)
	use(rows, err)
}

func FindNumber(db *sql.DB, text string) (*sql.Rows, error) {
	id, err := strconv.Atoi(text)
	if err != nil {
		return nil, err
	}
	// ok: go.sql-injection
	return db.Query("SELECT name FROM users WHERE id = " + strconv.Itoa(id))
}
