#include <memory>
#include <string>
#include <vector>

namespace shapes::detail {

using namespace std::literals;
using Scalar = double;
template <typename T> using List = std::vector<T>;
constexpr auto limit = 1'000'000, hex = 0xFF'FF;
static const char *kText = R"x(raw "text" )" with \ all)x";
const auto wide = L"wide", utf = u8"text"s;

enum class Kind : unsigned char { Circle, Square };

template <typename T, int N = 3>
class Shape {
public:
    explicit Shape(std::string name) : name_(std::move(name)), parts_{1, 2, 3} {}
    Shape(const Shape &) = delete;
    virtual ~Shape() noexcept = default;

    virtual Scalar area() const = 0;
    Shape &operator=(Shape &&other) {
        if (this != &other) {
            name_ = std::move(other.name_);
        }
        return *this;
    }
    bool operator==(const Shape &o) const { return name_ == o.name_; }

    template <typename F>
    auto each(F &&f) -> decltype(f(T{})) {
        for (const auto &p : parts_) {
            f(static_cast<T>(p));
        }
        return {};
    }

protected:
    std::string name_;
    List<T> parts_;

private:
    friend class Factory;
    struct Inner { int a = 1; T *b{nullptr}; };
};

class Circle final : public Shape<int> {
public:
    using Shape::Shape;
    Scalar area() const override { return 3.14159 * r_ * r_; }

private:
    Scalar r_ = 1.0f;
};

std::unique_ptr<Shape<int>> make(Kind kind) {
    switch (kind) {
    case Kind::Circle:
        return std::make_unique<Circle>("circle"s);
    default:
        break;
    }
    try {
        auto add = [&kind, n = 3](int x, auto... rest) mutable { return x + n + (0 + ... + rest); };
        if (auto sum = add(1, 2); sum > 3) {
            throw std::runtime_error("no such kind: " + std::to_string(sum));
        }
    } catch (const std::exception &e) {
        delete new int[3];
    }
    return nullptr;
}

} // namespace shapes::detail

int main() {
    auto s = shapes::detail::make(shapes::detail::Kind::Circle);
    int a[3] = {1, 2, 3}, *p = a;
    while (p != a + 3) {
        (*p++) <<= 1;
    }
    return s ? s->area() > 3 : 1;
}
