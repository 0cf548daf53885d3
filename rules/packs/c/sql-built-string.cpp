#include <sqlite3.h>
#include <stdio.h>

void found(sqlite3 *db, const char *name) {
    char query[256];
    snprintf(query, sizeof query, "SELECT id FROM users WHERE name = '%s'", name);
    // ruleid: c.sql-built-string
    sqlite3_exec(db, query, NULL, NULL, NULL);
}

void found_too(MYSQL *db, const char *name) {
    char query[256] = "DELETE FROM users WHERE name = ";
    strcat(query, name);
    // ruleid: c.sql-built-string
    mysql_query(db, query);
}

void near_misses(sqlite3 *db, const char *name) {
    char label[256];
    snprintf(label, sizeof label, "user %s", name);
    // ok: c.sql-built-string
    sqlite3_exec(db, "SELECT id FROM users", NULL, label, NULL);
    // ok: c.sql-built-string
    sqlite3_prepare_v2(db, "SELECT id FROM users WHERE name = ?", -1, &statement, NULL);
}
