#include <stdio.h
#define X( a \
int main(void {
	char *s = "never ended;
	if (s[ == 'x) {
		return (1;
}
struct y { int
