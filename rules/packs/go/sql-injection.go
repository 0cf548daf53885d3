package app

import (
	"database/sql"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

var columns = []string{"name", "age"}

func show(db *sql.DB, w http.ResponseWriter, r *http.Request) {
	id := r.FormValue("id")
	// ruleid: go.sql-injection
	db.Query("SELECT name FROM users WHERE id = '" + id + "'")
	// ok: go.sql-injection
	db.Query("SELECT name FROM users WHERE id = $1", id)
	n, err := strconv.Atoi(id)
	if err != nil {
		return
	}
	// ok: go.sql-injection
	db.Query(fmt.Sprintf("SELECT name FROM users LIMIT %d", n))
}

func search(tx *sql.Tx, r *http.Request) {
	var b strings.Builder
	b.WriteString("SELECT name FROM users WHERE name = '")
	b.WriteString(r.URL.Query().Get("name"))
	// ruleid: go.sql-injection
	tx.Exec(b.String())
}

func ordered(db *sql.DB, r *http.Request) {
	column := r.PostFormValue("column")
	if !slices.Contains(columns, column) {
		return
	}
	// ok: go.sql-injection
	db.Query("SELECT name FROM users ORDER BY " + column)
}

func run(db *sql.DB, where string) error {
	// ruleid: go.sql-injection
	_, err := db.Exec("DELETE FROM users WHERE " + where)
	return err
}

func handler(db *sql.DB, r *http.Request) {
	run(db, "id = "+r.Header.Get("id"))
}
