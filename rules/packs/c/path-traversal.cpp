#include <libgen.h>
#include <stdio.h>
#include <stdlib.h>

static void show(void) {
  char path[200];
  char *name = getenv("NAME");
  snprintf(path, sizeof path, "/srv/%s", name);
  // ruleid: c.path-traversal
  fopen(path, "r");
  snprintf(path, sizeof path, "/srv/%s", basename(name));
  // ok: c.path-traversal
  fopen("/srv/index", "r");
  // ok: c.path-traversal
  fopen(basename(name), "r");
}

static void loop(int fd) {
  char name[100];
  // ok: c.path-traversal
  unlink("/srv/lock");
  while (read(fd, name, sizeof name) > 0) {
    // ruleid: c.path-traversal
    unlink(name);
  }
}
