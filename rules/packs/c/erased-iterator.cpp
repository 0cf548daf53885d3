#include <map>
#include <vector>

int found(std::map<int, int> &counts) {
    auto it = counts.find(1);
    counts.erase(it);
    // ruleid: c.erased-iterator
    return it->second;
}

void found_too(std::vector<int> &items) {
    for (auto it = items.begin(); it != items.end(); ++it) {
        if (*it == 0) {
            // ruleid: c.erased-iterator
            items.erase(it);
        }
    }
}

void near_misses(std::vector<int> &items, std::set<Node *> &nodes, Node *node) {
    for (auto it = items.begin(); it != items.end();) {
        if (*it == 0) {
            // ok: c.erased-iterator
            it = items.erase(it);
        } else {
            ++it;
        }
    }
    for (auto it = items.begin(); it != items.end(); ++it) {
        if (*it == 1) {
            // ok: c.erased-iterator
            items.erase(it);
            break;
        }
    }
    nodes.erase(node);
    // ok: c.erased-iterator
    node->stop();
}
