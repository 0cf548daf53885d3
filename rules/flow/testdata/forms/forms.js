function destructuring() {
  const {a, b: {c}, ...d} = source();
  sink(a); // !!
  sink(c); // !!
  sink(d); // !!
  const [e, , f = 1, ...g] = source();
  sink(f); // !!
  sink(g); // !!
  const {h, i} = {h: source(), i: 1};
  sink(h); // !!
  sink(i);
  let j, k;
  ({j, k} = source());
  sink(k); // !!
  [j, k] = [1, source()];
  sink(j);
  sink(k); // !!
}
function fields(o) {
  o.a.b.c = source();
  sink(o.a.b.c); // !!
  sink(o.a.b.d);
  sink(o.a); // !!
  o?.a?.q = 1;
  o.a.b.c = 1;
  sink(o.a.b.c);
  o.p = source();
  sink(o?.p); // !!
}
function subscripts(d, k) {
  d["x"] = source();
  sink(d["x"]); // !!
  sink(d.y);
  d[k] = source();
  sink(d[k]); // !!
  const l = [1, source()];
  sink(l[1]); // !!
}
function strings() {
  const x = source();
  sink("a" + x); // !!
  sink(`a${x}b`); // !!
  sink("a".concat(x)); // !!
  sink(["a", x].join("")); // !!
  sink(x.replace("a", "b")); // !!
  sink("a".replace("a", x)); // !!
  sink(String(x)); // !!
  sink(x.trim().toUpperCase()); // !!
  sink(tag`a${x}`); // !!
  let y = "a";
  y += x;
  sink(y); // !!
  let z = null;
  z ??= x;
  sink(z); // !!
  let w = "";
  w ||= x;
  sink(w); // !!
}
function collections() {
  const l = [];
  l.push(source());
  sink(l);
  sink(l[0]);
  const m = new Map();
  m.set("a", source());
  sink(m.get("a"));
  const o = {a: source(), ...{b: 1}};
  sink(o.a); // !!
  const p = {...o};
  sink(p.a); // !!
  const q = [...[source()]];
  sink(q[0]); // !!
  sink(Object.assign({}, source())); // !!
  const u = new Set([source()]);
  sink(u); // !!
  l.unshift(source());
  sink(l);
  const s = {};
  Object.assign(s, source());
  sink(s);
  const key = {[source()]: 1};
  sink(key); // !!
}
function comprehensions() {
  const x = source();
  sink(x.map(y => y)); // !!
  x.forEach(y => sink(y)); // !!
  x.forEach(function (y) { sink(y); }); // !!
  sink(x.filter(Boolean).map(String)); // !!
  sink([1].map(_ => x)); // !!
  sink(x.reduce((a, b) => a + b, "")); // !!
}
function ternary(c) {
  sink(c ? source() : 1); // !!
  sink(source() ? 1 : 2);
  sink(source() || 1); // !!
  sink(c && source()); // !!
  sink(c ?? source()); // !!
  sink((1, source())); // !!
}
function closures() {
  const x = source();
  const f = () => sink(x); // !!
  f();
  setTimeout(function () { sink(x); }); // !!
}
function chains() {
  sink(a.b(source()).c().d); // !!
  sink(source().a().b[1].c()); // !!
  sink(source()?.a?.b()); // !!
}
function kills() {
  let x = source();
  x = 1;
  sink(x);
  let y = source();
  y = clean(y);
  sink(y);
}
function merges(c) {
  let x = 1;
  if (c) x = source();
  sink(x); // !!
  let y = source();
  if (c) y = 1; else y = 2;
  sink(y);
  let w;
  switch (c) {
    case 1: w = source(); break;
    case 2: w = 1; break;
    default: w = 2;
  }
  sink(w); // !!
}
function loops(c) {
  let x = 1, y = 1, z = 1;
  while (c) {
    sink(z); // !!
    z = y; y = x; x = source();
  }
  for (const i of source()) sink(i); // !!
  for (const i in source()) sink(i); // !!
  for (let i = source(); i; i++) sink(i); // !!
  do { var t = source(); } while (t);
  sink(t); // !!
}
function tries() {
  let x = 1;
  try {
    x = source();
    g();
    x = 1;
  } catch (e) {
    sink(x); // !!
  } finally {
    sink(x); // !!
  }
  sink(x); // !!
  let y;
  try { y = source(); } finally { y = 1; }
  sink(y);
  try { throw source(); } catch (e) { sink(e); } // !!
}
async function asyncs() {
  const x = await source();
  sink(x); // !!
  for await (const i of source()) sink(i); // !!
  source().then(v => sink(v)); // !!
}
class C {
  m() { this.y = source(); sink(this.y); } // !!
  static { sink(source()); } // !!
}
function chainassign() {
  let a, b;
  a = b = source();
  sink(a); // !!
  sink(b); // !!
  sink(...source()); // !!
  sink(new Foo(source())); // !!
  sink(typeof source()); // !!
  sink(!source()); // !!
}
