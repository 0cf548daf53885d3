#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

void found(int client, char *to) {
    char packet[512];
    recv(client, packet, sizeof packet, 0);
    int length = packet[0];
    // ruleid: c.unchecked-size
    memcpy(to, packet + 1, length);
}

int main(int argc, char **argv) {
    char to[32];
    int length = atoi(argv[1]);
    // ruleid: c.unchecked-size
    memset(to, 0, length);
    return to[0];
}

void near_misses(int client, char *to) {
    char packet[512];
    recv(client, packet, sizeof packet, 0);
    int length = packet[0];
    if (length >= 0 && length < 32) {
        // ok: c.unchecked-size
        memcpy(to, packet + 1, length);
    }
    // ok: c.unchecked-size
    memcpy(to, packet + 1, 32);
}
