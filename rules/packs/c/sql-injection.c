#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

void find_user(sqlite3 *db, const char *name) {
    char query[256];
    snprintf(query, sizeof query, "SELECT id FROM users WHERE name = '%s'", name);
    // ruleid: c.sql-injection
    sqlite3_exec(db, query, NULL, NULL, NULL);
}

static void from_environment(PGconn *db) {
    char *query = getenv("QUERY_STRING");
    // ruleid: c.sql-injection
    PQexec(db, query);
}

void near_miss(sqlite3 *db, const char *name) {
    sqlite3_stmt *statement;
    // ok: c.sql-injection
    sqlite3_prepare_v2(db, "SELECT id FROM users WHERE name = ?", -1, &statement, NULL);
    sqlite3_bind_text(statement, 1, name, -1, SQLITE_STATIC);
}

void near_miss_number(PGconn *db, const char *text) {
    char query[256];
    snprintf(query, sizeof query, "SELECT name FROM users WHERE id = %d", atoi(text));
    // ok: c.sql-injection
    PQexec(db, query);
}
