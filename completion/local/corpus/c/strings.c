#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int count(const char *text, char wanted)
{
    int n = 0;
    for (int i = 0; text[i] != '\0'; i++) {
        if (text[i] == wanted) {
            n++;
        }
    }
    return n;
}

static void reverse(char *text)
{
    size_t len = strlen(text);
    for (size_t i = 0; i < len / 2; i++) {
        char c = text[i];
        text[i] = text[len - 1 - i];
        text[len - 1 - i] = c;
    }
}

static char *copy(const char *text)
{
    size_t len = strlen(text) + 1;
    char *out = malloc(len);
    if (out == NULL) {
        return NULL;
    }
    memcpy(out, text, len);
    return out;
}

static bool starts_with(const char *text, const char *start)
{
    return strncmp(text, start, strlen(start)) == 0;
}

static void print_all(const int *values, int n)
{
    for (int i = 0; i < n; i++) {
        printf("%d\n", values[i]);
    }
}

static int max(const int *values, int n)
{
    int best = values[0];
    for (int i = 1; i < n; i++) {
        if (values[i] > best) {
            best = values[i];
        }
    }
    return best;
}

int main(void)
{
    int values[] = {1, 2, 3};
    char *text = copy("hello");
    if (text == NULL) {
        return 1;
    }
    reverse(text);
    if (starts_with(text, "o")) {
        printf("%s %d\n", text, count(text, 'l'));
    }
    print_all(values, 3);
    printf("%d\n", max(values, 3));
    free(text);
    return 0;
}
