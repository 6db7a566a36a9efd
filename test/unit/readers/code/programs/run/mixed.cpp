#include <iostream>
#include <map>
#include <vector>
#include <string>
using namespace std;
class Board { int g[2][2]; public: Board() : g{{1,2},{3,4}} {} int* operator[](int i) { return g[i]; } Board& turn() { int t = g[0][0]; g[0][0] = g[1][0]; g[1][0] = g[1][1]; g[1][1] = g[0][1]; g[0][1] = t; return *this; } };
int main() {
    Board b; b.turn().turn(); b[0][1] = 9; Board c = b; c.turn();
    map<string, vector<int>> m{{"x", {1, 2}}, {"y", {3}}};
    m["x"].swap(m["y"]); m["z"] = m["x"]; m["x"].push_back(8);
    for (auto &[k, v] : m) if (k != "y") v[0] += 10;
    int x = 1, y = 2, z = 3; tie(x, y, z) = make_tuple(z, x, y);
    int res[3] = {x, y, z};
    const int k = 2; int &ref = res[k]; ref = 42; int *p = res; *(p + 1) = *p++;
    cout << "b: " << b[0][0] << ' ' << b[0][1] << ' ' << b[1][0] << ' ' << b[1][1] << "\n";
    int cc[4] = {c[0][0], c[0][1], c[1][0], c[1][1]};
    cout << "cc: " << cc[0] << ' ' << cc[1] << ' ' << cc[2] << ' ' << cc[3] << "\n";
    cout << "res: " << res[0] << ' ' << res[1] << ' ' << res[2] << "\n";
    vector<int> all; for (auto &e : m) for (int q : e.second) all.push_back(q);
    cout << "all:"; for (int q : all) cout << ' ' << q; cout << "\n";
}
