#include <stdio.h>
#include <stdlib.h>

void found(const char *command) {
    // ruleid: c.system-command
    system(command);
    // ruleid: c.system-command
    FILE *out = popen(command, "r");
}

void near_misses(const char *command, struct shell *shell) {
    // ok: c.system-command
    system("stty sane");
    // ok: c.system-command
    FILE *out = popen("df -h", "r");
    // ok: c.system-command
    shell->system(command);
}
