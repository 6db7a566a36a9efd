#include <iostream>
#include <vector>
struct N { int v; N* next; };
class L { N* head; int n; std::vector<int> log; public: L() : head(nullptr), n(0) {} ~L(); void add(int v) { head = new N{v, head}; n++; } int size() const { return n; } int top() { return head->v; } };
L::~L() { while (head) { N* t = head; head = head->next; delete t; n--; } log.clear(); std::cout << ""; }
int main() { L l; l.add(3); l.add(4); int a = l.size(), b = l.top(); std::swap(a, b); std::cout << "a: " << a << "\nb: " << b << '\n'; }
