package flow

import (
	"fmt"
	"strings"
	"testing"

	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

const pointerModels = `
sources:
  - {kind: freed, callee: free, port: out 0}
  - {kind: freed, callee: delete, port: out 0}
  - {kind: nullable, callee: malloc}
  - {kind: local, of: local-array}
  - {kind: local, of: local-address}
sinks:
  - {kind: use, of: dereference}
  - {kind: use, of: argument}
  - {kind: go-through, of: dereference}
  - {kind: return, of: result}
guards:
  - {kind: go-through, of: truth}
  - {kind: go-through, callee: assert, port: condition 0}
steps:
  - {callee: unlikely, from: argument 0, to: return}
`

// What is freed on every way is found where it is used again, once.
func TestFreedPointers(t *testing.T) {
	native(t, syntax.C, pointerModels, "flow: {from: freed, to: use, follow: pointers, paths: all}", `
int straight(char *p) { free(p); return p[0]; } //!!
void parts(struct s *x) {
	free(x->a);
	x->n = 1;
	use(x->a); //!!
	use(x->a);
}
void again(char *p) {
	free(p);
	p = next();
	use(p);
}
void some(char *p, int e) {
	if (e) free(p);
	use(p);
}
void both(char *p, int e) {
	if (e) free(p); else free(p);
	use(p); //!!
}
void left(char *p, int e) {
	if (e) { free(p); goto out; }
	use(p);
out:
	return;
}
void round(struct s *x) {
	for (; x;
		x = x->next) //!!
		free(x);
}
void copied(char *p) {
	free(p);
	char *q = p + 1;
	use((void *)q); //!!
}
void changed(struct s *x) {
	free(x->a);
	reset(x);
	use(x->a);
	free(x->a);
	set(&x->a);
	use(x->a);
}
void unread(struct s *x) {
	free(x);
	n = sizeof(x->a) + sizeof *x;
	q = &x->a;
}
void one_of(char *p) {
#ifdef A
	free(p);
#else
	use(p);
#endif
}
void other(char *p) {
#ifdef A
	take(p);
#else
	free(p);
#endif
	use(p);
}
void all_of(char *p) {
#ifdef A
	free(p);
#endif
	use(p); //!!
}
void behind(char **p) {
	free(*p);
	*p = make();
	use(*p);
}
`)
	native(t, syntax.CPP, pointerModels, "flow: {from: freed, to: use, follow: pointers, paths: all}", `
int deleted(T *p) { delete p; return p->x; } //!!
void made(T *p) { delete p; make(p); p->x(); }
`)
}

// A pointer that may be null is fine where a test says so, in each of the usual ways.
func TestNullPointers(t *testing.T) {
	native(t, syntax.C, pointerModels, "flow: {from: nullable, to: go-through, follow: pointers, paths: all}", `
void bare(void) { char *p = malloc(1); *p = 1; } //!!
void f1(void) { char *p = malloc(1); if (!p) return; *p = 1; }
void f2(void) { char *p = malloc(1); if (p == NULL) return; *p = 1; }
void f3(void) { char *p; if ((p = malloc(1)) == 0) return; *p = 1; }
void f4(void) { char *p = malloc(1); if (p) *p = 1; }
void f5(void) { char *p = malloc(1); if (p != NULL && *p) return; }
void f6(void) { char *p = malloc(1); n = p ? *p : 0; }
void f7(void) { char *p = malloc(1); n = p ? 0 : *p; } //!!
void f8(void) { char *p = malloc(1); assert(p != NULL); *p = 1; }
void f9(void) { char *p = malloc(1); if (unlikely(!p)) return; *p = 1; }
void g1(void) { char *p = malloc(1), *q = malloc(1); if (!p || !q) return; *p = *q; }
void g2(void) { char *p = malloc(1), *q = malloc(1); if (!p && !q) return; *p = 1; } //!!
void g3(struct s *x) { char *p = x->a = malloc(1); if (!p) return; x->a[0] = 1; }
void g4(struct s **x) { *x = malloc(1); if (!*x) return; (*x)->n = 1; }
void g5(void) { char *p = malloc(1); while (!p) p = malloc(1); *p = 1; }
void g6(void) {
	struct s *x = malloc(sizeof *x);
	x->a = 1; //!!
	x->b = 2;
}
`)
}

// What the function declares is gone when it returns.
func TestLocalMemory(t *testing.T) {
	native(t, syntax.C, pointerModels, "flow: {from: local, to: return, follow: pointers}", `
char *array(void) { char b[9]; return b; } //!!
char *named(int e) { char b[9]; char *p = NULL; if (e) p = b + 1; return p; } //!!
int *address(void) { int n = 1; return &n; } //!!
char *lasting(void) { static char b[9]; return b; }
char element(void) { char b[9]; return b[0]; }
char *pointed(char *p, int i) { char *q = p; return &q[i]; }
char *copied(void) { char b[9]; return strdup(b); }
`)
}

const indexModels = `
sources:
  - {kind: parameter, of: public-function}
  - {kind: number, of: public-number}
sinks:
  - {kind: index, of: array-index}
sanitizers:
  - {kind: index, of: remainder}
guards:
  - {kind: index, of: upper-bound}
`

// An index needs something that keeps it below the size.
func TestIndexes(t *testing.T) {
	native(t, syntax.C, indexModels, "flow: {from: [parameter, number], to: index}", `
void bare(int i) { int a[9]; a[i] = 1; } //!!
void above(int i) { int a[9]; if (i > 0) a[i] = 1; } //!!
void below(int i) { int a[9]; if (i >= 0 && i < 9) a[i] = 1; }
void left(unsigned i) { int a[9]; if ((size_t)i >= 9) return; a[i] = 1; }
void rest(int i) { int a[9]; a[i % 9] = 1; }
void pointer(int i, int *a) { a[i] = 1; }
`)
}

func TestPointerFlowsAreRead(t *testing.T) {
	for text, want := range map[string]string{
		"flow: {from: a, to: b, follow: values}":               "follow is pointers",
		"flow: {from: a, to: b, paths: some}":                  "paths is all",
		"flow: {from: a, to: b, paths: all}":                   "belongs to follow",
		"flow: {from: a, to: b, follow: pointers, paths: all}": "",
	} {
		file, err := parser.ParseBytes([]byte(text), 0)
		if err != nil {
			t.Fatal(err)
		}
		_, err = Parse(file.Docs[0].Body.(*ast.MappingNode))
		if got := fmt.Sprint(err); (err == nil) != (want == "") || !strings.Contains(got, want) {
			t.Errorf("%s: got %v, want %q", text, err, want)
		}
	}
}
