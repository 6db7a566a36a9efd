#include <vector>
#include <iostream>
#include <utility>
using namespace std;
vector<int> rev(vector<int> v) { vector<int> o; for (int i = v.size() - 1; i >= 0; i--) o.push_back(v[i]); return o; }
vector<int> cp(const vector<int>& v) { vector<int> o(v); o.push_back(1); return o; }
struct S { vector<int> v; int k; bool b; };
int main() {
    vector<int> x{4, 5, 6};
    vector<int> a = rev({true, false, 3});
    vector<int> b = rev({x.begin(), x.begin() + 2});
    vector<int> c = cp({false, true});
    vector<vector<int>> d{{true, false}, {false}}; swap(d[0], d[1]);
    S s{{true, false}, true, 1}; vector<int> e = s.v; e.push_back(s.k); e.push_back(s.b); swap(e[0], e[1]);
    vector<pair<int, int>> ps{{true, 2}, {3, false}}; vector<int> f{ps[0].first, ps[1].second}; swap(f[0], f[1]);
    int g[2][2] = {{true, false}, {1, true}}; swap(g[0][0], g[0][1]);
    vector<int> h; h.push_back(x == vector<int>{4, 5, 6}); h.push_back(!h[0]); h.push_back(x > vector<int>{4}); swap(h[0], h[1]);
    x = {true, 2}; swap(x[0], x[1]);
    vector<double> dd{1, true, 2}; swap(dd[0], dd[2]); x.push_back(dd[1] == 1.0 && dd < vector<double>{3}); 
    int i = true; int j = 1 < 2; vector<int> k(2, 3 > 2); k[0] = i + j; k[1] = 2 > 1; swap(k[0], k[1]); k.insert(k.begin(), 3 < 2); k.resize(4, true);
#define P(x) cout << #x ":"; for (auto y : x) cout << " " << y; cout << "\n";
    P(a) P(b) P(c) P(e) P(f) P(h) P(x) P(k)
    cout << "d:"; for (auto& r : d) for (int y : r) cout << " " << y; cout << "\n";
    cout << "g:"; for (auto& r : g) for (int y : r) cout << " " << y; cout << "\n";
}
