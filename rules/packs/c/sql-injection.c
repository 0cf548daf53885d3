#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

static void show(sqlite3 *db, FILE *in) {
  char line[100], text[200];
  fgets(line, sizeof line, in);
  snprintf(text, sizeof text, "SELECT name FROM users WHERE id = '%s'", line);
  // ruleid: c.sql-injection
  sqlite3_exec(db, text, 0, 0, 0);
  snprintf(line, sizeof line, "%d", 7);
  // ok: c.sql-injection
  sqlite3_exec(db, "SELECT 1", 0, 0, 0);
}

static void count(sqlite3 *db) {
  char text[100];
  int limit = atoi(getenv("LIMIT"));
  sprintf(text, "SELECT name FROM users LIMIT %d", limit);
  // ok: c.sql-injection
  sqlite3_exec(db, text, 0, 0, 0);
}

static void run(sqlite3 *db, const char *text) {
  // ruleid: c.sql-injection
  sqlite3_exec(db, text, 0, 0, 0);
}

int main(int argc, char **argv) {
  sqlite3 *db = 0;
  run(db, argv[1]);
  return 0;
}
