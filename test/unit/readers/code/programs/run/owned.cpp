#include <iostream>
#include <memory>
#include <vector>
struct Node { int v; std::shared_ptr<Node> next; };
int main() {
    auto tail = std::make_shared<Node>(); tail->v = 9;
    auto head = std::make_shared<Node>(Node{4, tail});
    std::shared_ptr<Node> other = head;
    other->v = 5;
    std::vector<int> a;
    for (auto p = head; p != nullptr; p = p->next) a.push_back(p->v);
    int x = 3;
    auto add = [=](int y) { return x + y; };
    x = 10;
    a.push_back(add(1));
    auto push = [&](int y) { a.push_back(y * x); };
    push(2);
    auto count = [n = 0]() mutable { return ++n; };
    count(); a.push_back(count());
    std::cout << "a: "; for (int x : a) std::cout << x << ' '; std::cout << '\n';
}
