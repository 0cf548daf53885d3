import string
def destructuring():
    a, b = source(), 1
    sink(a) # !!
    sink(b)
    (c, [d, e]), *f = (1, [source(), 2]), 3
    sink(c)
    sink(d) # !!
    sink(e)
    for i, (k, v) in enumerate(source()):
        sink(v) # !!
def fields(o):
    o.a.b.c = source()
    sink(o.a.b.c) # !!
    sink(o.a.b.d)
    sink(o.a) # !!
    o.a.b.c = 1
    sink(o.a.b.c)
    o.a.b.c.d.e.f.g.h = source()
    sink(o.a.b.c.d.e.f.g.h) # !!
def subscripts(d, k):
    d["x"] = source()
    sink(d["x"]) # !!
    d[k] = source()
    sink(d[k]) # !!
    l = [1, source()]
    sink(l[1]) # !!
    sink(l[-1]) # !!
    sink(l[0:1]) # !!
def strings():
    x = source()
    sink("a" + x) # !!
    sink("%s" % x) # !!
    sink("%s %s" % ("a", x)) # !!
    sink("%(k)s" % {"k": x}) # !!
    sink("{}".format(x)) # !!
    sink("{k}".format(k=x)) # !!
    sink(f"{x}") # !!
    sink(f"{x!r:>{x}}") # !!
    sink("".join([x])) # !!
    sink("".join(y for y in [x])) # !!
    sink(x * 2) # !!
    sink(string.Template("$a").substitute(a=x)) # !!
    sink("a" "b" f"{x}") # !!
    sink(str(x).strip().upper()) # !!
    sink(x.encode()) # !!
    sink(b"%s" % x) # !!
    y = "a"
    y += x
    sink(y) # !!
    z = "{}"
    z %= x
    sink(z) # !!
def collections():
    l = []
    l.append(source())
    sink(l)
    sink(l[0])
    s = set()
    s.add(source())
    sink(s)
    d = dict(a=source())
    sink(d["a"]) # !!
    e = {}
    e.update({"k": source()})
    sink(e["k"])
    e2 = {**{"k": source()}}
    sink(e2["k"]) # !!
    m = [*[source()]]
    sink(m[0]) # !!
    q = []
    q.extend([source()])
    sink(q)
    r = [1]
    r.insert(0, source())
    sink(r)
    w = {}
    w.setdefault("a", source())
    sink(w)
def comprehensions():
    x = source()
    sink([y for y in x]) # !!
    sink({y: 1 for y in x}) # !!
    sink({k: v for k, v in x}) # !!
    sink({y for y in x if y}) # !!
    sink([1 for y in x])
    sink(list(map(str, x))) # !!
    sink([z for y in x for z in y]) # !!
def ternary(c):
    sink(source() if c else 1) # !!
    sink(1 if source() else 2)
    sink(source() or 1) # !!
    sink(c and source()) # !!
def closures():
    x = source()
    f = lambda: sink(x) # !!
    f()
def chains():
    sink(a.b(source()).c().d) # !!
    sink(source().a().b[1].c()) # !!
def kills():
    x = source()
    x = 1
    sink(x)
    y = source()
    y = clean(y)
    sink(y)
    z = source()
    del z
    sink(z) # !!
    w, x2 = source(), source()
    w, x2 = 1, 2
    sink(w)
def merges(c):
    x = 1
    if c:
        x = source()
    sink(x) # !!
    y = source()
    if c:
        y = 1
    else:
        y = 2
    sink(y)
    z = source()
    if c:
        return
    sink(z) # !!
    match c:
        case 1:
            w = source()
        case _:
            w = 1
    sink(w) # !!
def loops(c):
    x = y = z = 1
    while c:
        sink(z) # !!
        z = y
        y = x
        x = source()
    for i in source():
        sink(i) # !!
    while True:
        t = source()
        if t: break
    else:
        t = 1
    sink(t) # !!
def tries():
    x = 1
    try:
        x = source()
        g()
        x = 1
    except E as e:
        sink(x) # !!
    finally:
        sink(x) # !!
    sink(x) # !!
    try:
        y = source()
    finally:
        y = 1
    sink(y)
def withs():
    with open(source()) as f:
        sink(f.read()) # !!
    with source() as (p, q):
        sink(q) # !!
async def asyncs():
    x = await source()
    sink(x) # !!
    async for i in source():
        sink(i) # !!
def walrus():
    if (n := source()):
        sink(n) # !!
def gen():
    x = yield source()
    print(x)
class C:
    x = source()
    sink(x) # !!
    def m(self):
        self.y = source()
        sink(self.y) # !!
def glob():
    global G
    G = source()
    sink(G) # !!
def chainassign():
    a = b = source()
    sink(a) # !!
    sink(b) # !!
def annotated():
    a: str = source()
    sink(a) # !!
def starargs(**kw):
    sink(*source()) # !!
    sink(**source()) # !!
    sink(k=source()) # !!
