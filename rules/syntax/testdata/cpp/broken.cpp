template <typename T
class A : public B {
    void f(int x { return x +; }
    auto r = R"y(never ended)";
    std::vector<int> v{1, 2
};
