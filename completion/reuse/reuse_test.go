package reuse

import (
	"fmt"
	"strings"
	"sync"
	"testing"
)

var key = Key{URI: "file:///a.py", Language: "python", Model: "embedded", Rules: "1"}

func get(m *Memory[int], k Key, before, after string) string {
	var out []string
	for _, a := range m.Get(k, before, after) {
		out = append(out, fmt.Sprintf("%s#%d", a.Insert, a.Extra))
	}
	return strings.Join(out, " ")
}

func TestTypeThrough(t *testing.T) {
	other := key
	other.Rules = "2"
	for _, c := range []struct {
		name, before, after string
		key                 Key
		want                string
	}{
		{"the same place", "x = ", "\n", key, "sha256(data)#1 sha512(data)#2"},
		{"typed a part of both", "x = sha", "\n", key, "256(data)#1 512(data)#2"},
		{"typed a part of one", "x = sha2", "\n", key, "56(data)#1"},
		{"typed all of it", "x = sha256(data)", "\n", key, ""},
		{"typed something else", "x = md", "\n", key, ""},
		{"changed the text behind", "x = sha", ")\n", key, ""},
		{"other rules", "x = sha", "\n", other, ""},
		{"another place", "y = sha", "\n", key, ""},
	} {
		m := &Memory[int]{}
		m.Put(key, "x = ", "\n", []Answer[int]{{"sha256(data)", 1}, {"sha512(data)", 2}})
		if got := get(m, c.key, c.before, c.after); got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestBackspaceIsARejection(t *testing.T) {
	m := &Memory[int]{}
	m.Put(key, "x = ", "\n", []Answer[int]{{"sha256(data)", 1}})
	if got := get(m, key, "x =", "\n"); got != "" {
		t.Errorf("behind a backspace: %q", got)
	}
	if got := get(m, key, "x = ", "\n"); got != "" {
		t.Errorf("what was rejected is offered again: %q", got)
	}
}

func TestAnswersAhead(t *testing.T) {
	m := &Memory[int]{}
	m.PutAhead(key, "x = 1\n", "\n", len("x = 1"), []Answer[int]{{"y = 2", 1}})
	for _, c := range [][2]string{{"x = 1", ""}, {"x = 1\n", "y = 2#1"}, {"x = 1\ny", " = 2#1"}} {
		if got := get(m, key, c[0], "\n"); got != c[1] {
			t.Errorf("behind %q: %q, want %q", c[0], got, c[1])
		}
	}
	get(m, key, "x =", "\n")
	if got := get(m, key, "x = 1\n", "\n"); got != "" {
		t.Errorf("what was rejected is offered: %q", got)
	}
}

func TestTheLatestCounts(t *testing.T) {
	m := &Memory[int]{}
	m.Put(key, "x = ", "\n", []Answer[int]{{"sha256(data)", 1}})
	m.Put(key, "x = s", "\n", []Answer[int]{{"um(data)", 2}})
	if got := get(m, key, "x = su", "\n"); got != "m(data)#2" {
		t.Errorf("got %q", got)
	}
	if got := get(m, key, "x = sh", "\n"); got != "a256(data)#1" {
		t.Errorf("got %q", got)
	}
}

func TestMemoryIsBounded(t *testing.T) {
	m := &Memory[int]{}
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			for j := range 100 {
				m.Put(key, fmt.Sprint(i, j), "", []Answer[int]{{"x", j}})
				m.Get(key, fmt.Sprint(i, j), "")
			}
		})
	}
	wg.Wait()
	if len(m.entries) > kept {
		t.Errorf("%d entries are kept", len(m.entries))
	}
}

func BenchmarkTypeThrough(b *testing.B) {
	m := &Memory[int]{}
	text := strings.Repeat("value = compute(value)\n", 5000)
	for i := range kept {
		m.Put(key, text+fmt.Sprint(i), text, []Answer[int]{{"sha256(data)", i}})
	}
	before := text + "0sha"
	for b.Loop() {
		if len(m.Get(key, before, text)) == 0 {
			b.Fatal("nothing is remembered")
		}
	}
}
