#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

void archive(const char *folder) {
    char command[256];
    snprintf(command, sizeof command, "tar cf out.tar %s", folder);
    // ruleid: c.command-injection
    system(command);
}

static void from_environment(void) {
    const char *editor = getenv("EDITOR");
    // ruleid: c.command-injection
    popen(editor, "r");
}

void near_miss(const char *folder) {
    char *const argv[] = {"tar", "cf", "out.tar", (char *) folder, NULL};
    // ok: c.command-injection
    execv("/bin/tar", argv);
}

static void near_miss_fixed(const char *folder) {
    char command[256];
    snprintf(command, sizeof command, "tar cf out.tar .");
    // ok: c.command-injection
    system(command);
}
