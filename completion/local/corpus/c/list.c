#include <assert.h>
#include <ctype.h>
#include <errno.h>
#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <sqlite3.h>
#include <sys/wait.h>

#define MAX_LINE 1024
#define ARRAY_SIZE(a) (sizeof(a) / sizeof((a)[0]))

typedef struct node {
    int value;
    struct node *next;
} node_t;

typedef struct {
    char *data;
    size_t len;
    size_t cap;
} buffer_t;

enum status { STATUS_OK = 0, STATUS_ERROR = -1 };

static node_t *node_new(int value)
{
    node_t *node = malloc(sizeof(*node));
    if (node == NULL) {
        return NULL;
    }
    node->value = value;
    node->next = NULL;
    return node;
}

static bool list_push(node_t **head, int value)
{
    node_t *node = node_new(value);
    if (node == NULL) {
        return false;
    }
    node->next = *head;
    *head = node;
    return true;
}

static void list_free(node_t *head)
{
    while (head != NULL) {
        node_t *next = head->next;
        free(head);
        head = next;
    }
}

static size_t list_length(const node_t *head)
{
    size_t n = 0;
    for (const node_t *node = head; node != NULL; node = node->next) {
        n++;
    }
    return n;
}

static int buffer_append(buffer_t *buffer, const char *text, size_t len)
{
    if (len > SIZE_MAX - buffer->len - 1) {
        return STATUS_ERROR;
    }
    if (buffer->len + len + 1 > buffer->cap) {
        size_t cap = buffer->len + len + 1;
        char *data = realloc(buffer->data, cap);
        if (data == NULL) {
            return STATUS_ERROR;
        }
        buffer->data = data;
        buffer->cap = cap;
    }
    memcpy(buffer->data + buffer->len, text, len);
    buffer->len += len;
    buffer->data[buffer->len] = '\0';
    return STATUS_OK;
}

static void buffer_free(buffer_t *buffer)
{
    free(buffer->data);
    buffer->data = NULL;
    buffer->len = 0;
    buffer->cap = 0;
}

static int read_file(const char *path, buffer_t *buffer)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fprintf(stderr, "cannot open %s: %s\n", path, strerror(errno));
        return STATUS_ERROR;
    }
    char chunk[4096];
    size_t n;
    while ((n = fread(chunk, 1, sizeof(chunk), file)) > 0) {
        if (buffer_append(buffer, chunk, n) != STATUS_OK) {
            fclose(file);
            return STATUS_ERROR;
        }
    }
    fclose(file);
    return STATUS_OK;
}

static int print_lines(const char *path)
{
    char line[MAX_LINE];
    FILE *file = fopen(path, "r");
    if (file == NULL) {
        perror(path);
        return STATUS_ERROR;
    }
    while (fgets(line, sizeof(line), file) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        printf("%s\n", line);
    }
    fclose(file);
    return STATUS_OK;
}

static int parse_int(const char *text, int *out)
{
    char *end = NULL;
    errno = 0;
    long value = strtol(text, &end, 10);
    if (errno != 0 || end == text || *end != '\0' || value < INT_MIN || value > INT_MAX) {
        return STATUS_ERROR;
    }
    *out = (int)value;
    return STATUS_OK;
}

static void join(char *out, size_t size, const char *folder, const char *name)
{
    snprintf(out, size, "%s/%s", folder, name);
}

static int compare(const void *a, const void *b)
{
    const int x = *(const int *)a;
    const int y = *(const int *)b;
    return (x > y) - (x < y);
}

static int find_user(sqlite3 *db, int id)
{
    sqlite3_stmt *stmt = NULL;
    int rc = sqlite3_prepare_v2(db, "SELECT name FROM users WHERE id = ?", -1, &stmt, NULL);
    if (rc != SQLITE_OK) {
        fprintf(stderr, "%s\n", sqlite3_errmsg(db));
        return STATUS_ERROR;
    }
    sqlite3_bind_int(stmt, 1, id);
    while (sqlite3_step(stmt) == SQLITE_ROW) {
        printf("%s\n", (const char *)sqlite3_column_text(stmt, 0));
    }
    sqlite3_finalize(stmt);
    return STATUS_OK;
}

static int run_git(void)
{
    pid_t pid = fork();
    if (pid < 0) {
        perror("fork");
        return STATUS_ERROR;
    }
    if (pid == 0) {
        char *const args[] = {"git", "status", NULL};
        execv("/usr/bin/git", args);
        _exit(127);
    }
    int status = 0;
    if (waitpid(pid, &status, 0) < 0) {
        return STATUS_ERROR;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : STATUS_ERROR;
}

static int sum(const int *values, size_t n)
{
    int total = 0;
    for (size_t i = 0; i < n; i++) {
        total += values[i];
    }
    return total;
}

int main(int argc, char *argv[])
{
    if (argc < 2) {
        fprintf(stderr, "usage: %s FILE\n", argv[0]);
        return EXIT_FAILURE;
    }
    int values[] = {3, 1, 2};
    qsort(values, ARRAY_SIZE(values), sizeof(values[0]), compare);
    assert(sum(values, ARRAY_SIZE(values)) == 6);
    for (int i = 1; i < argc; i++) {
        if (print_lines(argv[i]) != STATUS_OK) {
            return EXIT_FAILURE;
        }
    }
    return EXIT_SUCCESS;
}
