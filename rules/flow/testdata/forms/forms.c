#include <stdio.h>
struct T { char *a; char *b; struct T *n; };
void decl(void) {
  char *a = source(), *b = "";
  sink(a); // !!
  sink(b);
  const char c[] = source();
  sink(c); // !!
}
void fields(struct T *o, struct T v) {
  o->a = source();
  sink(o->a); // !!
  sink(o->b);
  sink(o); // !!
  o->a = "";
  sink(o->a);
  v.a = source();
  sink(v.a); // !!
  o->n->n->a = source();
  sink(o->n->n->a); // !!
  struct T t = {.a = source(), .b = ""};
  sink(t.a); // !!
  struct T u = {source(), ""};
  sink(u); // !!
  *o = source();
  sink(*o); // !!
}
void subscripts(char **d, int k) {
  d[0] = source();
  sink(d[0]); // !!
  d[k] = source();
  sink(d[k]); // !!
  char *l[] = {"", source()};
  sink(l[1]); // !!
  sink(*(d + 1)); // !!
  sink(&d[0]); // !!
}
void strings(void) {
  char *x = source();
  sink(x + 1); // !!
  sink((char *)x); // !!
  sink(fmt("%s", x)); // !!
  char *y = "a";
  y += x;
  sink(y); // !!
  sink(strdup(x)); // !!
  sink(strchr(x, 'a')); // !!
}
void ternary(int c) {
  sink(c ? source() : ""); // !!
  sink(source() ? "" : "a");
  sink((1, source())); // !!
}
void kills(void) {
  char *x = source();
  x = "";
  sink(x);
  char *y = source();
  y = clean(y);
  sink(y);
}
void merges(int c) {
  char *x = "";
  if (c) x = source();
  sink(x); // !!
  char *y = source();
  if (c) y = ""; else y = "a";
  sink(y);
  char *w;
  switch (c) {
    case 1: w = source(); break;
    default: w = "";
  }
  sink(w); // !!
  char *v;
  switch (c) { case 1: v = source(); case 2: sink(v); } // !!
}
void loops(int c) {
  char *x = "", *y = "", *z = "";
  while (c) {
    sink(z); // !!
    z = y; y = x; x = source();
  }
  for (char *i = source(); c; i = next(i)) sink(i); // !!
  do { x = source(); } while (c);
  sink(x); // !!
  char *p = "";
again:
  sink(p); // !!
  p = source();
  if (c) goto again;
}
void pointers(void) {
  char *s;
  char **p = &s;
  *p = source();
  sink(*p); // !!
  char buf[10];
  fgets(buf, 10, f);
  sink(buf);
  int n;
  if ((n = source()) > 0) sink(n); // !!
}
static char *g;
void globals(void) {
  g = source();
  sink(g); // !!
}
#define M(x) sink(x)
#ifdef X
void inifdef(void) { sink(source()); } // !!
#endif
int main(int argc, char **argv) {
  return sink(source()); // !!
}
