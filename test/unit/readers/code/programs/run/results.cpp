#include <cstdio>
#include <vector>
struct Counter {
    unsigned n = 0;
    unsigned char next() { n += 255; return n; }
    long long all() const { return n; }
};
template <typename T> T low(T x) { return x * 2; }
unsigned one() { return 1; }
std::vector<int> made(int n) { return {n, n + 1}; }
auto same(int x) { return x * 3; }
int main() {
    Counter c;
    std::vector<int> r(6);
    r[0] = c.next();
    r[0] += c.next();
    r[1] = one() - 2 > 0;
    r[2] = made(4)[1];
    r[3] = same(5);
    r[4] = low(7);
    r[5] = c.all() * 100000000 > 0;
    auto f = [](int x) -> char { return x; };
    r.push_back(f(300));
    printf("r: %d %d %d %d %d %d %d\n", r[0], r[1], r[2], r[3], r[4], r[5], r[6]);
}
