#include <iostream>
#include <queue>
#include <stack>
#include <vector>
#include <algorithm>
#include <functional>
#include <numeric>
using namespace std;
struct Task { int p; int id; };
struct Later { bool operator()(const Task& a, const Task& b) const { return a.p < b.p; } };
int g = 5;
int main() {
    vector<int> a;
    priority_queue<int> q; for (int x : {5, 1, 4, 5}) q.push(x);
    priority_queue<int> q2 = q;
    while (!q.empty()) { a.push_back(q.top()); q.pop(); }
    a.push_back(q2.size());
    priority_queue<int, vector<int>, greater<int>> r; for (int x : {5, 1, 4}) r.push(x);
    auto r2 = r; r.pop(); a.push_back(r.top()); a.push_back(r2.top());
    priority_queue<Task, vector<Task>, Later> t; t.push({2, 7}); t.push(Task{3, 8}); t.push({1, 9}); a.push_back(t.top().id);
    auto cmp = [](int x, int y) { return x % 10 > y % 10; };
    priority_queue<int, vector<int>, decltype(cmp)> u(cmp); u.push(19); u.push(21); a.push_back(u.top());
    priority_queue<pair<int,int>> pp; pp.push({1, 2}); pp.push({1, 3}); pp.emplace(0, 9); a.push_back(pp.top().second);
    priority_queue<int> w(a.begin(), a.begin() + 3); a.push_back(w.top());
    stack<int> s; s.push(1); s.push(2); stack<int> s2 = s; s2.pop(); a.push_back(s.size()); a.push_back(s2.size());
    sort(a.begin(), a.end(), greater<int>()); stable_sort(a.begin(), a.begin() + 3, std::less<>{});
    a.push_back(accumulate(a.begin(), a.begin() + 3, 1, multiplies<int>()));
    int x = 3; int y = 4;
    auto f = [=](int z) { return x + z + g; }; x = 10; g = 6; a.push_back(f(1));
    auto h = [x, &y]() { y += x; return x; }; x = 20; h(); a.push_back(y);
    auto c = [n = 0]() mutable { return ++n; }; c(); a.push_back(c());
    auto k = [=]() mutable { x++; return x; }; k(); a.push_back(k()); a.push_back(x);
    vector<function<int()>> fs; for (int i = 0; i < 3; i++) fs.push_back([i]() { return i * i; }); for (auto& e : fs) a.push_back(e());
    vector<int> v(4); int cnt = 0; generate(v.begin(), v.end(), [&cnt]() { return cnt++; }); a.push_back(v[3]);
    cout << "a: "; for (int e : a) cout << e << ' '; cout << endl;
}
