#include <cstdio>
#include <sstream>
#include <string>

void found(const std::string &folder, const std::string &name) {
    // ruleid: c.temporary-string
    const char *path = (folder + name).c_str();
    std::puts(path);
}

void found_too(std::ostringstream &out) {
    // ruleid: c.temporary-string
    const char *text = out.str().c_str();
    std::puts(text);
}

const char *found_returned(const std::string &a, const std::string &b) {
    // ruleid: c.temporary-string
    return (a + b).c_str();
}

std::string near_misses(const std::string &folder, const std::string &name, std::ostringstream &out) {
    const std::string path = folder + name;
    // ok: c.temporary-string
    const char *text = path.c_str();
    // ok: c.temporary-string
    std::puts((folder + name).c_str());
    // ok: c.temporary-string
    std::string copy = out.str().c_str();
    // ok: c.temporary-string
    const char *inner = item.name().c_str();
    return copy + text + inner;
}
