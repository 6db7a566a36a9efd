#include <vector>
#include <iostream>
#include <utility>
#include <string>
struct Row {
    std::vector<int> cells;
    explicit Row(std::vector<int>&& c) : cells(std::move(c)) {}
    void set(const std::vector<int>& c) { cells = c; }
    void set(std::vector<int>&& c) { cells = std::move(c); }
};
struct Plain { std::vector<int> v; int n; };
void keep(std::vector<int>&& from, std::vector<int>& to) { to = from; }
void eat(std::vector<int>&& from, std::vector<int>& to) { to = std::move(from); }
void byvalue(std::vector<int> from, std::vector<int>& to) { to = from; }
void byconst(const std::vector<int>& from, std::vector<int>& to) { to = from; }
void inner(std::vector<int>&& from, std::vector<int>& to) { byvalue(from, to); }
template <typename T> void bump(T&& x) { for (auto& y : x) y += 10; }
int main() {
    std::vector<int> a = {1, 2, 3}, b;
    keep(std::move(a), b);
    for (auto&& x : b) x += 1;
    std::vector<int> c = {4, 5}, d;
    eat(std::move(c), d);
    std::vector<int> e = {6, 7}, f;
    byvalue(std::move(e), f);
    std::vector<int> g = {8, 9}, h;
    byconst(std::move(g), h);
    std::vector<int> i = {1, 9}, j;
    inner(std::move(i), j);
    bump(j);
    std::vector<int> k = {3, 2, 1};
    Row row(std::move(k));
    std::vector<int> l = {5, 2, 1};
    row.set(l);
    std::vector<int> n = {7, 2, 1};
    row.set(std::move(n));
    std::vector<int> o = {7, 7, 1};
    Plain p{std::move(o), 3};
    std::vector<int> q = {7, 8, 1};
    auto&& r = std::move(q);
    r[0] = 4;
    const std::vector<int>& s = std::move(q);
    std::vector<int> t = s;
    std::swap(t[0], t[1]);
    std::vector<int> u = std::move(r);
    std::swap(u[0], u[2]);
    std::swap(p.v[0], p.v[2]);
    std::swap(row.cells[0], row.cells[2]);
#define P(x) std::cout << #x ":"; for (int y : x) std::cout << " " << y; std::cout << "\n";
    P(a) P(b) P(c) P(d) P(e) P(f) P(g) P(h) P(i) P(j) P(k) P(l) P(n) P(o) P(q) P(t) P(u)
}
