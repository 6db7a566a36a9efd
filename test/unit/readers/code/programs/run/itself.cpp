#include <iostream>
class C { int n; public: C(int n = 4) : n(n) { } C operator+(const C& o) const { return C(n + o.n); } int get() const { return n; } };
int main() { C x, y(3); int a = (x + y).get(); int b = 2; std::swap(a, b); std::cout << "a: " << a << "\nb: " << b << "\n"; }
