class K {
  std::string f;
 public:
  K() : f(source()) { sink(source()); } // !!
  void m() { this->f = source(); sink(this->f); } // !!
  void n() { f = source(); sink(f); } // !!
  ~K() { sink(source()); } // !!
};
template <typename T> void tmpl(T c) {
  auto x = source();
  sink(x); // !!
  auto [p, q] = source();
  sink(p); // !!
  sink(q); // !!
  std::string u{source()};
  sink(u); // !!
  sink(static_cast<int>(source())); // !!
  sink(std::string("a") + source()); // !!
  sink(std::move(x)); // !!
  sink(new Foo(source())); // !!
  for (auto &i : source()) sink(i); // !!
  auto f = [&]() { sink(x); }; // !!
  f();
  auto g = [x](int y) { sink(x); sink(y); }; // !!
  try { x = source(); h(); x = 1; } catch (const E &e) { sink(x); } // !!
  if (auto z = source(); z) sink(z); // !!
  std::string &r = x;
  sink(r); // !!
  std::cout << source();
  std::string t = "a";
  t += source();
  sink(t); // !!
  sink(source()->a().b); // !!
  sink(K{source()}); // !!
}
namespace N { void f() { sink(source()); } } // !!
void N::g() { sink(source()); } // !!
