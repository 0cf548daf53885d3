#include <stdio.h>

void found(void) {
    // ruleid: c.temporary-path
    FILE *a = fopen("/tmp/report.txt", "w");
    // ruleid: c.temporary-path
    FILE *b = fopen("/var/tmp/out.bin", "r+");
}

void near_misses(void) {
    // ok: c.temporary-path
    FILE *a = fopen("/tmp/report.txt", "r");
    // ok: c.temporary-path
    FILE *b = fopen("/srv/out.bin", "w");
}
