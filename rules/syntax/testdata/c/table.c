#include <stdio.h>
#include <stdlib.h>
#include "table.h"

#define MIN(a, b) \
	((a) < (b) ? (a) : (b))
#ifdef DEBUG
#define LOG(...) fprintf(stderr, __VA_ARGS__)
#else
#define LOG(...) ((void)0)
#endif

typedef unsigned long long u64;
typedef int (*compare)(const void *, const void *);

enum color { RED = 1, GREEN, BLUE = 'b' };

struct entry {
	char *key;
	union { int number; double ratio; } value;
	struct entry *next;
	unsigned flags : 3;
};

static struct entry *buckets[64] = { NULL };
static const char quote = '\'', *names[] = { "red", "green", [BLUE] = "bl\"ue" };

/* A hash that is
 * good enough. */
static u64 hash(const char *s)
{
	u64 h = 0xcbf29ce484222325ULL;
	while (*s != '\0') {
		h ^= (unsigned char)*s++;
		h *= 1099511628211u;
	}
	return h; // never zero \
	in practice
}

struct entry *table_put(const char *key, int number)
{
	struct entry **at = &buckets[hash(key) % 64], *e;
	for (e = *at; e; e = e->next) {
		if (!strcmp(e->key, key))
			goto found;
	}
	e = malloc(sizeof(*e));
	if (e == NULL) {
		LOG("no memory for %s\n", key);
		return NULL;
	} else {
		e->key = strdup(key), e->next = *at;
		*at = e;
	}
found:
	e->value.number = number;
	return e;
}

int main(int argc, char **argv)
{
	int i, sum = 0;
	for (i = 1; i < argc; i++)
		table_put(argv[i], i);
	do {
		sum += MIN(i, 3) << 1;
	} while (--i > 0 && sum <= 1.5e3f);
	switch (sum) {
	case 0:
	case 1:
		puts("few" " and fewer");
		break;
	default:
		printf("%d %s\n", sum, names[GREEN]);
	}
	return sum ? EXIT_SUCCESS : EXIT_FAILURE;
}
