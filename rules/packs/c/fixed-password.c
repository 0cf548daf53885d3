#include <mysql.h>

void found(MYSQL *db) {
    // ruleid: c.fixed-password
    mysql_real_connect(db, "db", "app", "Tr0ub4dor&3", "app", 0, NULL, 0);
    // ruleid: c.fixed-password
    mysql_real_connect(db, "db", "root", "kJ8-w2Lq", NULL, 0, NULL, 0);
}

void near_misses(MYSQL *db, const char *password) {
    // ok: c.fixed-password
    mysql_real_connect(db, "db", "app", password, "app", 0, NULL, 0);
    // ok: c.fixed-password
    mysql_real_connect(db, "db", "app", getenv("DB_PASSWORD"), "app", 0, NULL, 0);
}
