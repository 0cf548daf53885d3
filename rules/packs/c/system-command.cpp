#include <stdio.h>
#include <stdlib.h>

void found(const char *command) {
    // ruleid: c.system-command
    system(command);
    // ruleid: c.system-command
    FILE *out = popen(command, "r");
    pclose(out);
}

void near_misses(const char *command) {
    // ok: c.system-command
    system("df -h | sort");
    // ok: c.system-command
    file_system(command);
}
