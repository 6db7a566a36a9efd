#include <iostream>
#include <vector>
#include <list>
#include <queue>
#include <stack>
#include <unordered_map>
#include <optional>
#include <memory>
#include <algorithm>
struct Shape { virtual ~Shape() = default; virtual int area() const = 0; int tag = 1; };
struct Sq : Shape { int s; explicit Sq(int s) : s(s) {} int area() const override { return s * s; } };
struct Rc : Shape { int w, h; Rc(int w, int h) : w(w), h(h) { tag = 2; } int area() const override { return w * h; } };
template <typename T> struct Ring { static const int N = 3; T d[3]; int at = 0; Ring() { for (int i = 0; i < N; i++) d[i] = i; } void push(T x) { d[at] = x; at = (at + 1) % N; } T &operator[](int i) { return d[(at + i) % N]; } };
int main() {
    std::vector<std::unique_ptr<Shape>> v; v.push_back(std::make_unique<Sq>(2)); v.emplace_back(new Rc(2, 5)); std::swap(v[0], v[1]); v[1]->tag = 9;
    int ar[4] = {v[0]->area(), v[0]->tag, v[1]->area(), v[1]->tag};
    Ring<int> r; r.push(7); r.push(8); r[0] = 5; std::swap(r[1], r[2]); int rr[3] = {r.d[0], r.d[1], r.d[2]};
    std::priority_queue<int, std::vector<int>, std::greater<>> pq; for (int x : {4, 1, 3}) pq.push(x); pq.pop(); int pt = pq.top();
    std::queue<int> q; q.push(1); q.push(2); q.front() = 9; q.push(q.front()); q.pop(); int qb[2] = {q.front(), q.back()};
    std::list<int> l{1, 2, 3}; l.push_front(0); l.remove(2); auto it = std::next(l.begin()); l.insert(it, 8); std::vector<int> lv(l.begin(), l.end()); lv.resize(6, -1);
    std::unordered_map<int, int> cnt; for (int x : {3, 1, 3}) ++cnt[x]; int c3 = cnt[3] * 10 + cnt.count(5);
    int ov = 8;
    std::vector<std::vector<int>> g(2, std::vector<int>(2, 1)); g[0][1] = 5; auto h = g; g[0].swap(g[1]); h[1] = std::move(g[1]); g[1] = {0, 0};
    std::vector<int> gg{g[0][0], g[0][1], h[0][0], h[0][1], h[1][0], h[1][1]};
    lv.erase(std::remove_if(lv.begin(), lv.end(), [](int x) { return x == -1; }), lv.end());
    std::iter_swap(std::min_element(lv.begin(), lv.end()), std::max_element(lv.begin(), lv.end()));
    auto p = [](const char *n, auto &c) { std::cout << n << ":"; for (auto x : c) std::cout << ' ' << x; std::cout << "\n"; };
    p("ar", ar); p("rr", rr); std::cout << "pt: " << pt << "\n"; p("qb", qb); p("lv", lv); std::cout << "c3: " << c3 << "\nov: " << ov << "\n"; p("gg", gg);
}
