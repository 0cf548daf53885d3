package rules

import "testing"

// What Semgrep does with these globs was tried with Semgrep 1.182.
func TestPathFilter(t *testing.T) {
	for _, c := range []struct {
		include, exclude []string
		path             string
		want             bool
	}{
		{nil, nil, "a.py", true},
		{[]string{"*.py"}, nil, "x/y/a.py", true},
		{[]string{"*.py"}, nil, "x/y/a.go", false},
		{nil, []string{"tests"}, "src/tests/a.py", false},
		{nil, []string{"tests/"}, "src/tests/deep/a.py", false},
		{nil, []string{"tests"}, "src/latests/a.py", true},
		{nil, []string{"**/vendor/**"}, "a/vendor/b.go", false},
		{[]string{"src/**/*.py"}, []string{"*_test.py"}, "src/a/b.py", true},
		{[]string{"src/**/*.py"}, []string{"*_test.py"}, "src/a/b_test.py", false},
		{[]string{"/src"}, nil, "lib/src/a.py", false},
		{[]string{"/src"}, nil, "src/a.py", true},
		{[]string{"/src"}, nil, "/src/a.py", true},
		{[]string{"./src"}, nil, "lib/src/a.py", false},
		{[]string{"./src"}, nil, "src/a.py", true},
		{[]string{".hid"}, nil, "a/.hid/a.py", true},
		{[]string{"{a,b}.py"}, nil, "a.py", false},
		{[]string{"*/tests"}, nil, "tests/a.py", false},
		{[]string{"*/tests"}, nil, "src/tests/a.py", true},
		{[]string{"*.go"}, nil, "", true},
	} {
		var f pathFilter
		for from, to := range map[*[]string]*[]string{&c.include: &f.include, &c.exclude: &f.exclude} {
			for _, g := range *from {
				compiled, err := compileGlob(g)
				if err != nil {
					t.Fatal(err)
				}
				*to = append(*to, compiled)
			}
		}
		if got := f.accepts(c.path); got != c.want {
			t.Errorf("include %q exclude %q: %q gives %v", c.include, c.exclude, c.path, got)
		}
	}
	if _, err := compileGlob("[a"); err == nil {
		t.Error("a malformed glob was taken")
	}
}
