#include <algorithm>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <unordered_map>
#include <utility>
#include <vector>

#include <openssl/evp.h>

namespace corpus {

struct Point {
    double x = 0;
    double y = 0;
};

class Shape {
public:
    virtual ~Shape() = default;
    virtual double area() const = 0;
};

class Square : public Shape {
public:
    explicit Square(double side) : side_(side) {}

    double area() const override { return side_ * side_; }

private:
    double side_;
};

template <typename T>
class Stack {
public:
    void push(T value) { items_.push_back(std::move(value)); }

    T pop() {
        if (items_.empty()) {
            throw std::out_of_range("stack is empty");
        }
        T value = std::move(items_.back());
        items_.pop_back();
        return value;
    }

    bool empty() const { return items_.empty(); }
    std::size_t size() const { return items_.size(); }

private:
    std::vector<T> items_;
};

class Store {
public:
    Store() = default;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    void set(const std::string& key, std::string value) {
        std::lock_guard<std::mutex> lock(mutex_);
        values_[key] = std::move(value);
    }

    std::optional<std::string> get(const std::string& key) const {
        std::lock_guard<std::mutex> lock(mutex_);
        auto it = values_.find(key);
        if (it == values_.end()) {
            return std::nullopt;
        }
        return it->second;
    }

private:
    mutable std::mutex mutex_;
    std::unordered_map<std::string, std::string> values_;
};

std::string read_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        throw std::runtime_error("cannot open " + path.string());
    }
    std::ostringstream out;
    out << file.rdbuf();
    return out.str();
}

void write_file(const std::filesystem::path& path, std::string_view text) {
    std::ofstream file(path, std::ios::binary);
    if (!file) {
        throw std::runtime_error("cannot open " + path.string());
    }
    file << text;
}

std::vector<std::string> read_lines(const std::filesystem::path& path) {
    std::vector<std::string> lines;
    std::ifstream file(path);
    std::string line;
    while (std::getline(file, line)) {
        if (line.empty()) {
            continue;
        }
        lines.push_back(line);
    }
    return lines;
}

std::vector<unsigned char> digest(std::string_view data) {
    std::vector<unsigned char> out(EVP_MAX_MD_SIZE);
    unsigned int size = 0;
    std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), &EVP_MD_CTX_free);
    EVP_DigestInit_ex(context.get(), EVP_sha256(), nullptr);
    EVP_DigestUpdate(context.get(), data.data(), data.size());
    EVP_DigestFinal_ex(context.get(), out.data(), &size);
    out.resize(size);
    return out;
}

std::map<std::string, int> count(const std::vector<std::string>& words) {
    std::map<std::string, int> counts;
    for (const auto& word : words) {
        ++counts[word];
    }
    return counts;
}

int sum(const std::vector<int>& values) {
    int total = 0;
    for (int value : values) {
        total += value;
    }
    return total;
}

std::vector<int> squares(int n) {
    std::vector<int> out;
    out.reserve(n);
    for (int i = 0; i < n; ++i) {
        out.push_back(i * i);
    }
    return out;
}

bool contains(const std::vector<int>& values, int wanted) {
    return std::find(values.begin(), values.end(), wanted) != values.end();
}

void sort_by_name(std::vector<std::string>& names) {
    std::sort(names.begin(), names.end(), [](const auto& a, const auto& b) { return a < b; });
}

std::unique_ptr<Shape> make_square(double side) {
    return std::make_unique<Square>(side);
}

}  // namespace corpus

int main(int argc, char* argv[]) {
    try {
        for (int i = 1; i < argc; ++i) {
            std::cout << corpus::read_file(argv[i]) << std::endl;
        }
        auto shape = corpus::make_square(2);
        std::cout << shape->area() << "\n";
    } catch (const std::exception& e) {
        std::cerr << e.what() << std::endl;
        return 1;
    }
    return 0;
}
