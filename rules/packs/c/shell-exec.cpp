#include <unistd.h>

void found(const char *command) {
    // ruleid: c.shell-exec
    execl("/bin/sh", "sh", "-c", command, (char *) 0);
    // ruleid: c.shell-exec
    execlp("bash", "bash", "-c", command, NULL);
}

void near_misses(const char *command) {
    // ok: c.shell-exec
    execl("/bin/sh", "sh", "-c", "ls | wc -l", (char *) 0);
    // ok: c.shell-exec
    execl("/bin/ls", "ls", "-c", command, (char *) 0);
}
