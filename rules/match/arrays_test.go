package match

import "testing"

// What is known of arrays: their declared sizes, by numbers, macros, sizeof and arithmetic.
func TestRoomOfArrays(t *testing.T) {
	bytes := `call: {callee: f, argument: {position: 1, forbid: "> bytes of argument 0"}}`
	elements := `call: {callee: f, argument: {position: 1, forbid: "> elements of argument 0"}}`
	compared := "patterns:\n  - pattern: f($A, $N)\n  - metavariable-comparison:\n      comparison: size($N) >= elements($A) or bytes($A) == 12"
	for _, test := range []struct{ name, rule, code, want string }{
		{"number", bytes, "void g(char *q) { char b[8];\nf(b, 8);\nf(b, 9);\nf(q, 9); }", "3"},
		{"macro", bytes, "#define N 8\n#define M (2 * N)\nvoid g() { char b[N];\nf(b, N);\nf(b, M);\nf(b, N + 1); }", "5 6"},
		{"two meanings", bytes, "#ifdef A\n#define N 8\n#else\n#define N 9\n#endif\nvoid g() { char b[N];\nf(b, 100); }", ""},
		{"sizeof", bytes, "void g() { char b[8], c[9]; int n[2];\nf(b, sizeof b);\nf(b, sizeof(c));\nf(n, 3 * sizeof(int));\nf(n, 2 * sizeof n[0]); }", "3 4"},
		{"elements", elements, "void g() { T b[8];\nf(b, 8);\nf(b, 9); }", "3"},
		{"of what is not known", bytes, "void g() { T b[8]; char c[n];\nf(b, 900);\nf(c, 900); }", ""},
		{"behind", bytes, "void g() { int b[8];\nf(b + 4, 16);\nf(b + 4, 17);\nf(&b[7], 5);\nf(&b[i], 50); }", "3 4"},
		{"cast", bytes, "void g() { int b[2];\nf((char *)b, 8);\nf((char *)b, 9); }", "3"},
		{"initialised", bytes, "void g() { char b[] = \"abc\"; int c[] = {1, 2};\nf(b, 4);\nf(b, 5);\nf(c, 9); }", "3 4"},
		{"two dimensions", bytes, "void g() { char b[2][3];\nf(b, 6);\nf(b, 7); }", "3"},
		{"parameter", bytes, "void g(char b[8]) {\nf(b, 9); }", ""},
		{"comparison", compared, "void g() { int b[3], c[4];\nf(b, 2);\nf(c, 3);\nf(c, 4); }", "2 4"},
	} {
		if got := find(t, "c", test.rule, test.code); got != test.want {
			t.Errorf("%s: lines %q, want %q", test.name, got, test.want)
		}
	}
}

// A call form may be one of several, or have patterns beside it.
func TestCallAmongPatterns(t *testing.T) {
	rule := "patterns:\n  - pattern-either:\n      - call: {callee: f}\n      - call: {callee: g, argument: {position: 0, forbid: '0'}}\n  - pattern-not: f(1)"
	if got := find(t, "c", rule, "void h() {\nf(2);\nf(1);\ng(0);\nf(0);\n}"); got != "2 4 5" {
		t.Errorf("lines %q", got)
	}
}
