import java.util.*;
class A {
  String fld;
  void decl() {
    String a = source(), b = "";
    sink(a); // !!
    sink(b);
    var c = source();
    sink(c); // !!
    final String d = source();
    sink(d); // !!
  }
  void fields(O o) {
    o.a.b.c = source();
    sink(o.a.b.c); // !!
    sink(o.a.b.d);
    sink(o.a); // !!
    o.a.b.c = "";
    sink(o.a.b.c);
    this.fld = source();
    sink(this.fld); // !!
    fld = source();
    sink(fld); // !!
  }
  void fieldByBothNames(String other) {
    this.fld = source();
    sink(fld); // !!
    fld = "";
    sink(this.fld);
    fld = source();
    sink(this.fld); // !!
    this.fld = "";
    sink(fld);
    this.other = source();
    sink(other);
  }
  void subscripts(String[] d, int k) {
    d[0] = source();
    sink(d[0]); // !!
    d[k] = source();
    sink(d[k]); // !!
    String[] l = {"", source()};
    sink(l[1]); // !!
    String[] m = new String[] {source()};
    sink(m[0]); // !!
  }
  void strings() {
    String x = source();
    sink("a" + x); // !!
    sink(String.format("%s", x)); // !!
    sink("%s".formatted(x)); // !!
    sink(String.join(",", x, "a")); // !!
    sink(x.concat("a")); // !!
    sink("a".concat(x)); // !!
    sink(x.trim().toUpperCase()); // !!
    sink(new StringBuilder().append(x).toString()); // !!
    sink(new StringBuilder(x).append("a").toString()); // !!
    StringBuilder sb = new StringBuilder(x);
    sink(sb.toString()); // !!
    StringBuilder sc = new StringBuilder();
    sc.append(x);
    sink(sc.toString());
    String y = "a";
    y += x;
    sink(y); // !!
    sink(MessageFormat.format("{0}", x)); // !!
    sink(x.getBytes()); // !!
    sink((Object) x); // !!
  }
  void collections() {
    List<String> l = List.of(source());
    sink(l); // !!
    sink(l.get(0)); // !!
    for (String s : l) sink(s); // !!
    Map<String, String> m = Map.of("a", source());
    sink(m.get("a")); // !!
  }
  void streams() {
    sink(source().stream().map(s -> s).collect(toList())); // !!
    source().forEach(s -> sink(s)); // !!
  }
  void ternary(boolean c) {
    sink(c ? source() : ""); // !!
    sink(source() ? "" : "a");
  }
  void closures() {
    String x = source();
    Runnable r = () -> sink(x); // !!
    r.run();
  }
  void chains() {
    sink(a.b(source()).c().d); // !!
    sink(source().a().b[1].c()); // !!
  }
  void kills() {
    String x = source();
    x = "";
    sink(x);
    String y = source();
    y = clean(y);
    sink(y);
  }
  void merges(int c) {
    String x = "";
    if (c > 0) x = source();
    sink(x); // !!
    String y = source();
    if (c > 0) y = ""; else y = "a";
    sink(y);
    String w;
    switch (c) {
      case 1: w = source(); break;
      default: w = "";
    }
    sink(w); // !!
    String v = switch (c) { case 1 -> source(); default -> ""; };
    sink(v); // !!
    String u = switch (c) { case 1: yield source(); default: yield ""; };
    sink(u); // !!
    Object ob = source();
    if (ob instanceof String s) sink(s); // !!
  }
  void loops(boolean c) {
    String x = "", y = "", z = "";
    while (c) {
      sink(z); // !!
      z = y; y = x; x = source();
    }
    for (String i = source(); c; i = next(i)) sink(i); // !!
    do { x = source(); } while (c);
    sink(x); // !!
    outer:
    for (;;) { String t = ""; for (;;) { t = source(); break outer; } }
    synchronized (this) { sink(source()); } // !!
  }
  void tries() {
    String x = "";
    try {
      x = source();
      g();
      x = "";
    } catch (Exception e) {
      sink(x); // !!
    } finally {
      sink(x); // !!
    }
    sink(x); // !!
    String y;
    try { y = source(); } finally { y = ""; }
    sink(y);
    try (R r = source()) { sink(r); } // !!
  }
  A() { sink(source()); } // !!
  static { sink(source()); } // !!
  String init = sink(source()); // !!
}
record R(String a) { void m() { sink(source()); } } // !!
enum E { X; void m() { sink(source()); } } // !!
interface I { default void m() { sink(source()); } } // !!
