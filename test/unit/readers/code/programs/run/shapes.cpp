#include <iostream>
#include <map>
#include <queue>
#include <string>
#include <utility>
#include <vector>
using namespace std;
using Row = vector<double>;
typedef pair<double, int> Mark;
struct T { double p; int id; };
T one() { return {3, 4}; }
Mark mark() { return {5, 6}; }
Row row() { return {1, 2}; }
int idOf(T t) { return t.id; }
double firstOf(const Mark &m) { return m.first / 2; }
int grid[2][3];
int main() {
    vector<double> a;
    vector<T> v; v.push_back({1, 2}); v.emplace_back(T{7, 8}); a.push_back(v[0].p / 2);
    vector<T> w = {{1, 2}, {3, 4}}; for (auto &[p, id] : w) p = id; a.push_back(w[1].p / 8);
    vector<T> z(2); z[1].p = 5; a.push_back(z[0].p + z[1].p / 2);
    vector<Mark> m; m.push_back({2, 7}); m.emplace_back(9, 1); m.push_back(make_pair(11, 2)); for (auto &e : m) a.push_back(e.first / 2);
    a.push_back(one().p / 2); a.push_back(mark().first / 2); a.push_back(row()[0] / 2);
    T t = {1, 2}; t = {3, 4}; a.push_back(t.p / 2);
    Row r; r = {1, 3}; a.push_back(r[1] / 2);
    Mark q; q.first = 3; a.push_back(q.first / 2); pair<double, double> s(5, 6); a.push_back(s.first / 2);
    a.push_back(idOf({1, 2})); a.push_back(firstOf({3, 4}));
    map<string, double> n = {{"b", 3}}; n["a"] = 1; n.insert({"c", 5}); n.emplace("d", 7); for (auto &[k, x] : n) a.push_back(x / 2);
    map<string, T> o; o["x"] = {1, 2}; a.push_back(o["x"].p / 2);
    queue<pair<double, int>> l; l.push({1, 2}); l.emplace(3, 4); l.pop(); a.push_back(l.front().first / 2);
    queue<double> d; d.push(1); a.push_back(d.front() / 2);
    vector<vector<double>> g(1, vector<double>(1, 1)); g[0][0] = 3; g.push_back({5}); a.push_back(g[0][0] / 2 + g[1][0] / 2);
    grid[1][2] = 4; int h[2][2] = {0}; h[1][1] = grid[1][2]; a.push_back(h[0][0] + h[1][1] + grid[0][0]);
    int *c = new int(5); *c += 1; a.push_back(*c); delete c;
    a.push_back(to_string(120).size() + string("hello").find("l") + stoi("41"));
    cout << "a: "; for (double e : a) { cout << e; if (e == (long)e) cout << ".0"; cout << ' '; } cout << endl;
}
