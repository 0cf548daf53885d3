package scan

import "testing"

// What git does with each of these was tried with git check-ignore.
func TestIgnores(t *testing.T) {
	for _, c := range []struct {
		patterns, file string
		folder, want   bool
	}{
		{"*.py", "/r/a/b.py", false, true},
		{"/b.py", "/r/a/b.py", false, false},
		{"/b.py", "/r/b.py", false, true},
		{"a/b.py", "/r/a/b.py", false, true},
		{"a/b.py", "/r/x/a/b.py", false, false},
		{"**/b.py", "/r/x/b.py", false, true},
		{"a/**/b", "/r/a/b", false, true},
		{"a/**/b", "/r/a/x/y/b", false, true},
		{"a/**/b/c", "/r/a/b/x/b/c", false, true},
		{"a/**", "/r/a", true, false},
		{"a/**", "/r/a/b", false, true},
		{"build/", "/r/build", true, true},
		{"build/", "/r/build", false, false},
		{"build/", "/r/x/build", true, true},
		{"*.py\n!keep.py", "/r/keep.py", false, false},
		{"!keep.py\n*.py", "/r/keep.py", false, true},
		{`\!a`, "/r/!a", false, true},
		{`\#a`, "/r/#a", false, true},
		{"#a", "/r/#a", false, false},
		{"a  ", "/r/a", false, true},
		{`a\ `, "/r/a ", false, true},
		{"[!a].py", "/r/a.py", false, false},
		{"[!a].py", "/r/b.py", false, true},
		{"{a,b}", "/r/a", false, false},
		{"{a,b}", "/r/{a,b}", false, true},
		{"a?c", "/r/abc", false, true},
		{"a*c", "/r/a/c", false, false},
		{"[", "/r/[", false, false},
		{"", "/r/a", false, false},
		{"a\r", "/r/a", false, true},
		{"*", "/elsewhere/a", false, false},
	} {
		if got := ignores(parseIgnore("/r", c.patterns), c.file, c.folder); got != c.want {
			t.Errorf("%q on %s: got %v", c.patterns, c.file, got)
		}
	}
}

func FuzzParseIgnore(f *testing.F) {
	f.Add("a/**\n!b/\n[x", "/r/a/b")
	f.Fuzz(func(t *testing.T, text, file string) {
		ignores(parseIgnore("/r", text), file, false)
	})
}
