#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void list(void) {
  char command[200];
  snprintf(command, sizeof command, "ls ");
  char *name = getenv("NAME");
  // ok: c.shell-injection
  system(command);
  strcat(command, name);
  // ruleid: c.shell-injection
  system(command);
  if (strcmp(name, "tmp") == 0) {
    strcpy(command, "ls /tmp");
    // ok: c.shell-injection
    system(command);
  }
}

int main(int argc, char **argv) {
  // ruleid: c.shell-injection
  popen(argv[1], "r");
  return 0;
}
