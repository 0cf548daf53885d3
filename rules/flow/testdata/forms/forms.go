package p

import (
	"fmt"
	"strings"
)

type T struct{ a, b string }

func destructuring() {
	a, b := source(), 1
	sink(a) // !!
	sink(b)
	c, err := source()
	sink(c) // !!
	_ = err
	var d, e = 1, source()
	sink(d)
	sink(e) // !!
	v, ok := m[source()]
	sink(v) // !!
	_ = ok
	w, ok := source().(string)
	sink(w) // !!
	a, b = b, a
	sink(b) // !!
	sink(a)
}

func fields(o *T) {
	o.a = source()
	sink(o.a) // !!
	sink(o.b)
	sink(o) // !!
	o.a = ""
	sink(o.a)
	t := T{a: source(), b: ""}
	sink(t.a) // !!
	sink(t.b)
	u := &T{a: source()}
	sink(u.a) // !!
	*o = source()
	sink(*o) // !!
	q := T{source(), ""}
	sink(q) // !!
}

func subscripts(d map[string]string, k string) {
	d["x"] = source()
	sink(d["x"]) // !!
	d[k] = source()
	sink(d[k]) // !!
	l := []string{"", source()}
	sink(l[1])   // !!
	sink(l[0:1]) // !!
	n := map[string]string{"a": source()}
	sink(n["a"]) // !!
}

func stringsBuilt() {
	x := source()
	sink("a" + x)                            // !!
	sink(fmt.Sprintf("%s", x))               // !!
	sink(strings.Join([]string{"a", x}, "")) // !!
	sink([]byte(x))                          // !!
	sink(string(x))                          // !!
	y := "a"
	y += x
	sink(y) // !!
	var sb strings.Builder
	sb.WriteString(x)
	sink(sb.String())
	l := append([]string{}, x)
	sink(l)                                        // !!
	sink(strings.NewReplacer("a", x).Replace("b")) // !!
}

func closures() {
	x := source()
	f := func() { sink(x) } // !!
	f()
	go func() { sink(x) }()             // !!
	defer func(s string) { sink(s) }(x) // !!
}

func chains() {
	sink(a.b(source()).c().d)   // !!
	sink(source().a().b[1].c()) // !!
}

func kills() {
	x := source()
	x = ""
	sink(x)
	y := source()
	y = clean(y)
	sink(y)
}

func merges(c int) {
	x := ""
	if c > 0 {
		x = source()
	}
	sink(x) // !!
	y := source()
	if c > 0 {
		y = ""
	} else {
		y = "a"
	}
	sink(y)
	var w string
	switch c {
	case 1:
		w = source()
	default:
		w = ""
	}
	sink(w) // !!
	if z := source(); z != "" {
		sink(z) // !!
	}
	switch t := source().(type) {
	case string:
		sink(t) // !!
	}
}

func loops(c bool, ch chan string) {
	x, y, z := "", "", ""
	for c {
		sink(z) // !!
		z = y
		y = x
		x = source()
	}
	for i, v := range source() {
		sink(v) // !!
		_ = i
	}
	for i := source(); i != ""; i = next(i) {
		sink(i) // !!
	}
	ch <- source()
	sink(<-ch) // !!
	select {
	case v := <-source():
		sink(v) // !!
	}
	goto end
end:
	sink(x) // !!
}

func pointers() {
	var s string
	p := &s
	*p = source()
	sink(*p) // !!
	var q string
	fill(&q, source())
	sink(q)
}

func named() (r string) {
	r = source()
	sink(r) // !!
	return
}

func generic() {
	sink(id[string](source())) // !!
	var i interface{} = source()
	sink(i) // !!
	const k = "a"
	sink(k)
	var arr [2]string
	arr[0] = source()
	sink(arr[0]) // !!
}
