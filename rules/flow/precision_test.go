package flow

import (
	"strings"
	"testing"

	"github.com/sluice-lsp/sluice/rules/syntax"
)

// The programs here take data on a way that an analysis has to compute with to know where it goes: branches on
// constants, keys, indices, factories, inner classes. Each stands in a function of its own and through a call.

func precise(t *testing.T, lang *syntax.Language, wrap func(body string) []string, table string) {
	t.Helper()
	for _, c := range strings.Split(strings.TrimSpace(table), "\n---\n") {
		for _, program := range wrap(c) {
			t.Run("", func(t *testing.T) {
				native(t, lang, collections, "flow: {from: data, to: place}", program)
				if t.Failed() {
					t.Log(program)
				}
			})
		}
	}
}

// collections are what the packs say of the libraries that the programs use, in short.
const collections = `
sources: [{kind: data, callee: source}]
sinks: [{kind: place, callee: sink}]
sanitizers: [{callee: clean}]
steps:
  - {callee: java.util.HashMap.put, from: argument 1, to: receiver, key: argument 0}
  - {callee: java.util.HashMap.get, from: receiver, to: return, key: argument 0}
  - {callee: java.util.ArrayList.add, from: argument 0, to: receiver, key: next}
  - {callee: java.util.ArrayList.get, from: receiver, to: return, key: argument 0}
  - {callee: StringBuilder.append, from: [receiver, arguments], to: [receiver, return]}
  - {callee: list.append, from: arguments, to: receiver, key: next, unresolved: name}
  - {callee: dict.get, from: [receiver, argument 1], to: return, key: argument 0, unresolved: name}
  - {callee: configparser.ConfigParser.set, from: argument 2, to: receiver, key: [argument 0, argument 1]}
  - {callee: configparser.ConfigParser.get, from: receiver, to: return, key: [argument 0, argument 1]}
types:
  - {callee: configparser.ConfigParser, returns: configparser.ConfigParser}
`

// javaWays puts statements that make bar of param into a method, an inner class and a static helper. The mark of an
// unsafe one is the word that it starts with.
func javaWays(body string) []string {
	mark, body, _ := strings.Cut(body, "\n")
	end := map[string]string{"unsafe": " // !!", "safe": ""}[mark]
	return []string{
		"class A {\n void doPost(Request q) throws IOException {\n  String param = source();\n" + body + "\n  sink(bar);" + end + "\n }\n}",
		"class A {\n void doPost(Request q) {\n  String param = source();\n  String bar = new Test().doSomething(param);\n  sink(bar);" + end +
			"\n }\n private class Test {\n  public String doSomething(String param) throws ServletException {\n" + body + "\n  return bar;\n  }\n }\n}",
		"class A {\n void doPost(Request q) {\n  String param = source();\n  String bar = doSomething(q, param);\n  sink(bar);" + end +
			"\n }\n private static String doSomething(Request q, String param) throws ServletException {\n" + body + "\n  return bar;\n }\n}",
	}
}

func TestPrecisionJava(t *testing.T) {
	precise(t, syntax.Java, javaWays, `
unsafe
String bar = param;
---
safe
String bar; String guess = "ABC"; char target = guess.charAt(1);
switch (target) { case 'A': bar = param; break; case 'B': bar = "bob"; break; case 'C': case 'D': bar = param; break; default: bar = "uncle"; break; }
---
unsafe
String bar; String guess = "ABC"; char target = guess.charAt(2);
switch (target) { case 'A': bar = param; break; case 'B': bar = "bob"; break; case 'C': case 'D': bar = param; break; default: bar = "uncle"; break; }
---
safe
String bar; int num = 86;
if ((7 * 42) - num > 200) bar = "This_should_always_happen"; else bar = param;
---
unsafe
String bar; int num = 196;
if ((500 / 42) + num > 200) bar = param; else bar = "This should never happen";
---
safe
String bar; int num = 106;
bar = (7 * 18) + num > 200 ? "This_should_always_happen" : param;
---
safe
String bar = "safe!";
java.util.HashMap<String,Object> map = new java.util.HashMap<String,Object>();
map.put("keyA", "a_Value"); map.put("keyB", param); map.put("keyC", "another_Value");
bar = (String) map.get("keyB");
bar = (String) map.get("keyA");
---
unsafe
String bar = "safe!";
java.util.HashMap<String,Object> map = new java.util.HashMap<String,Object>();
map.put("keyA", "a_Value"); map.put("keyB", param);
bar = (String) map.get("keyB");
---
unsafe
java.util.HashMap<String,Object> map = new java.util.HashMap<>();
map.put(q.name(), param);
String bar = (String) map.get("keyB");
---
unsafe
String bar = "alsosafe";
java.util.ArrayList<String> values = new java.util.ArrayList<String>();
if (param != null) { values.add("safe"); values.add(param); values.add("moresafe"); values.remove(0); bar = values.get(0); }
---
unsafe
java.util.ArrayList<String> values = new java.util.ArrayList<String>();
values.add("safe"); values.add(param);
String bar = values.get(1);
---
unsafe
java.util.ArrayList<String> values = new java.util.ArrayList<String>();
values.add("safe"); if (q.a()) values.add("b"); values.add(param);
String bar = values.get(2);
---
unsafe
java.util.ArrayList<String> values = new java.util.ArrayList<String>();
values.add(param); values.add("safe"); java.util.Collections.reverse(values);
String bar = values.get(1);
---
unsafe
String a = param;
StringBuilder b = new StringBuilder(a); b.append(" SafeStuff"); b.replace(b.length() - "Chars".length(), b.length(), "Chars");
java.util.HashMap<String,Object> map = new java.util.HashMap<String,Object>();
map.put("key", b.toString());
String c = (String) map.get("key");
String d = c.substring(0, c.length() - 1);
String e = new String(decode(encode(d.getBytes())));
String f = e.split(" ")[0];
String bar = thing.doSomething(f);
---
safe
String a = param;
StringBuilder b = new StringBuilder(a); b.append(" SafeStuff");
String g = "barbarians_at_the_gate";
String bar = thing.doSomething(g);
---
unsafe
String bar = "";
if (param != null) bar = new String(org.apache.commons.codec.binary.Base64.decodeBase64(org.apache.commons.codec.binary.Base64.encodeBase64(param.getBytes())));
---
unsafe
String bar = param;
if (param != null && param.length() > 1) { StringBuilder sb = new StringBuilder(param); bar = sb.replace(param.length() - "Z".length(), param.length(), "Z").toString(); }
---
unsafe
StringBuilder sb = new StringBuilder(param); String bar = sb.append("_SafeStuff").toString();
---
safe
String bar = "alsosafe";
java.util.ArrayList<String> values = new java.util.ArrayList<String>();
if (param != null) { values.add("safe"); values.add(param); values.add("moresafe"); values.remove(0); bar = values.get(1); }
---
unsafe
java.util.ArrayList<String> values = new java.util.ArrayList<String>();
values.add("safe"); values.add(param); q.fill(values);
String bar = values.get(0);
---
unsafe
java.util.ArrayList<String> values = new java.util.ArrayList<String>();
java.util.ArrayList<String> other = values;
values.add("safe"); other.add(param); values.add("b");
String bar = values.get(1);
---
unsafe
java.util.ArrayList<String> values = new java.util.ArrayList<String>();
for (int i = 0; i < 3; i++) { values.add("safe"); values.add(param); }
String bar = values.get(2);
---
unsafe
java.util.ArrayList<String> values = new java.util.ArrayList<String>();
values.add("safe"); if (q.x()) values.add("b"); values.add(param); values.remove(0);
String bar = values.get(0);
---
unsafe
Object[] obj = { "a", param };
String bar = String.format("%s %s", obj);
---
safe
String[] arr = { "a", param, "c" };
String bar = arr[0];
---
unsafe
String[] arr = new String[3]; arr[0] = "a"; arr[1] = param;
String bar = arr[1];
---
safe
String[] arr = new String[3]; arr[0] = "a"; arr[1] = param; int i = 0;
String bar = arr[i];
---
safe
String bar = param; bar = "x";
---
safe
String bar = "a";
try { bar = param; risky(); } finally { bar = "b"; }
---
unsafe
String bar = "a";
try { risky(); bar = param; } catch (Exception e) { bar = "c"; }
---
safe
String bar = clean(param);
---
safe
String bar; String s = "ABC"; if (s.length() == 3) { bar = "ok"; } else { bar = param; }
---
safe
String bar; String s = "This should never happen"; if (s.contains("nope")) bar = param; else bar = "x";
---
safe
String bar; String s = "abc"; if (s.equals("abc")) bar = "x"; else bar = param;
---
safe
String bar = "x"; boolean flag = false; if (flag) { bar = param; }
---
safe
String bar = "x"; for (int i = 0; i < 0; i++) { bar = param; }
---
unsafe
String bar = "x"; for (int i = 0; i < 3; i++) { if (i == 2) bar = param; }
`)
}

// TestPrecisionClasses follows methods by the class of their receiver.
func TestPrecisionClasses(t *testing.T) {
	followed(t, syntax.Java, `
interface Thing { String make(String s); }
class Same implements Thing { public String make(String s) { return s; } }
class A {
 void f() { Thing t = new Same(); sink(t.make(source())); } // !!
 void g(Thing t) { sink(t.make(source())); } // !!
}
---
interface Thing { String make(String s); }
class Fixed implements Thing { public String make(String s) { return "fixed"; } }
class A {
 void f() { Thing t = new Fixed(); sink(t.make(source())); }
 void g() { Fixed t = new Fixed(); String s = t.make(source()); sink(s); }
 void h() { sink(new Fixed().make(source())); }
 void i(Thing t) { sink(t.make(source())); } // !!
}
---
interface Thing { String make(String s); }
class Fixed implements Thing { public String make(String s) { return "fixed"; } }
class Same implements Thing { public String make(String s) { return s; } }
class A {
 void g(Thing t) { sink(t.make(source())); } // !!
 void h() { Thing t = new Fixed(); t = new Same(); sink(t.make(source())); } // !!
}
---
class Box {
 private String v;
 Box(String v) { this.v = v; }
 String get() { return v; }
 String name() { return "box"; }
}
class A {
 void f() { Box b = new Box(source()); sink(b.get()); } // !!
 void g() { Box b = new Box("a"); sink(b.get()); }
 void h() { Box b = new Box(source()); sink(b.name()); }
}
`)
	followed(t, syntax.Python, `
class Fixed:
    def make(self, s):
        return "fixed"
class Same:
    def make(self, s):
        return s
def f():
    t = Fixed()
    sink(t.make(source()))
def g():
    t = Same()
    sink(t.make(source())) # !!
def h(t):
    sink(t.make(source())) # !!
def i():
    sink(Fixed().make(source()))
---
class Box:
    def __init__(self, v):
        self.v = v
    def get(self):
        return self.v
    def name(self):
        return "box"
def f():
    b = Box(source())
    sink(b.get()) # !!
def g():
    b = Box("a")
    sink(b.get())
def h():
    b = Box(source())
    sink(b.name())
`)
	followed(t, syntax.JavaScript, `
class Fixed { make(s) { return "fixed"; } }
class Same { make(s) { return s; } }
function f() { const t = new Fixed(); sink(t.make(source())); }
function g() { const t = new Same(); sink(t.make(source())); } // !!
function h(t) { sink(t.make(source())); } // !!
---
class Box { constructor(v) { this.v = v; } get() { return this.v; } name() { return "box"; } }
function f() { const b = new Box(source()); sink(b.get()); } // !!
function g() { const b = new Box("a"); sink(b.get()); }
function h() { const b = new Box(source()); sink(b.name()); }
`)
	followed(t, syntax.Go, `
package p
type fixed struct{}
func (fixed) make(s string) string { return "fixed" }
type same struct{}
func (x *same) make(s string) string { return s }
func f() { t := fixed{}; sink(t.make(source())) }
func g() { t := &same{}; sink(t.make(source())) } // !!
func h(t maker) { sink(t.make(source())) } // !!
func i() { var t fixed; sink(t.make(source())) }
`)
}

// pythonWays puts statements that make bar of param into a function, and into one that is called.
func pythonWays(body string) []string {
	mark, body, _ := strings.Cut(body, "\n")
	end := map[string]string{"unsafe": " # !!", "safe": ""}[mark]
	indented := "    " + strings.ReplaceAll(body, "\n", "\n    ")
	return []string{
		"def f(q):\n    param = source()\n" + indented + "\n    sink(bar)" + end,
		"def f(q):\n    param = source()\n    bar = make(q, param)\n    sink(bar)" + end + "\ndef make(q, param):\n" + indented + "\n    return bar",
	}
}

func TestPrecisionPython(t *testing.T) {
	precise(t, syntax.Python, pythonWays, `
safe
num = 106
bar = "always" if 7 * 18 + num > 200 else param
---
safe
TestParam = "This should never happen"
if 'should' not in TestParam:
    bar = param
else:
    bar = "x"
---
unsafe
TestParam = "This should never happen"
if 'should' in TestParam:
    bar = param
else:
    bar = "x"
---
safe
possible = "ABC"
guess = possible[1]
match guess:
    case 'A':
        bar = param
    case 'B':
        bar = 'bob'
    case 'C' | 'D':
        bar = param
    case _:
        bar = 'uncle'
---
unsafe
possible = "ABC"
guess = possible[0]
match guess:
    case 'A':
        bar = param
    case 'B':
        bar = 'bob'
    case _:
        bar = 'uncle'
---
unsafe
guess = "D"
match guess:
    case 'B':
        bar = 'bob'
    case 'C' | 'D':
        bar = param
    case _:
        bar = 'uncle'
---
safe
num = 86
if 7 * 42 - num > 200:
    bar = 'always'
else:
    bar = param
---
unsafe
lst = []
lst.append('safe')
lst.append(param)
lst.append('moresafe')
lst.pop(0)
bar = lst[0]
---
safe
lst = []
lst.append('safe')
lst.append(param)
lst.append('moresafe')
lst.pop(0)
bar = lst[1]
---
safe
lst = ['a', param]
lst.pop()
bar = lst[0]
---
unsafe
lst = ['a', 'b']
lst.append(param)
def other():
    lst.append('c')
    lst.pop(0)
other()
bar = lst[1]
---
unsafe
lst = ['a']
for x in q:
    lst.append('b')
lst.append(param)
bar = lst[1]
---
unsafe
lst = ['a', 'b']
lst.append(param)
lst.sort()
bar = lst[0]
---
unsafe
lst = [param]
lst.insert(0, 'a')
bar = lst[1]
---
safe
m = {}
m['keyA'] = 'a-Value'
m['keyB'] = param
m['keyC'] = 'another'
bar = m['keyA']
---
unsafe
m = {}
m['keyA'] = 'a-Value'
m['keyB'] = param
bar = m['keyB']
---
safe
m = {'a': param, 'b': 'x'}
bar = m.get('b')
---
unsafe
m = {'a': param, 'b': 'x'}
bar = m.get('a', 'y')
---
safe
conf = configparser.ConfigParser()
conf.add_section('s')
conf.set('s', 'keyA', 'a_Value')
conf.set('s', 'keyB', 'b')
bar = conf.get('s', 'keyA')
---
unsafe
conf = configparser.ConfigParser()
conf.set('s', 'keyA', 'a_Value')
conf.set('s', 'keyB', param)
bar = conf.get('s', 'keyB')
---
unsafe
s = 'help'
s += param
s += 'snakes on a plane'
bar = s[4:-17]
---
safe
s = ''
copy = s
s = ''
s += param
copy += 'SomeOKString'
bar = copy
---
unsafe
bar = f'{param}'
---
safe
superstring = f'1{param}abcd'
bar = 'x'
---
safe
bar = 'a'
if False:
    bar = param
---
safe
try:
    bar = param
finally:
    bar = 'x'
---
safe
bar = 'x'
if len("abc") == 4:
    bar = param
---
safe
bar = 'x'
if "abc".startswith("b"):
    bar = param
`)
}
