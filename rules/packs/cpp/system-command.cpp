#include <stdio.h>
#include <stdlib.h>

void found(const char *command) {
    // ruleid: cpp.system-command
    system(command);
    // ruleid: cpp.system-command
    FILE *out = popen(command, "r");
    pclose(out);
}

void near_misses(const char *command) {
    // ok: cpp.system-command
    system("df -h | sort");
    // ok: cpp.system-command
    file_system(command);
}
