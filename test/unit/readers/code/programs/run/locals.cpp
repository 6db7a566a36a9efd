#include <cstdio>
#include <vector>
#include <string>
#include <algorithm>
#include <array>
namespace shop {
  int n = 2;
  struct Row { std::vector<int> cells; int at; Row(std::vector<int> c, int k) { cells = c; at = k; } void turn() { int t; t = cells[0]; cells[0] = cells[at]; cells[at] = t; } };
  std::vector<int> doubled(const std::vector<int>& v) { std::vector<int> out(v.size()); for (std::size_t i = 0; i < v.size(); i++) out[i] = v[i] * 2; return out; }
  namespace deep { void flip(std::vector<int>& v) { std::swap(v[0], v[n]); } }
}
using namespace std;
int count(int);
int count(int k) { return k + 1; }
int main() {
  vector<int> row = {1, 2, 3, 4, 5};
  int n, i; n = 3;
  std::vector<int> left(n), right(n, 7); i = 7;
  vector<int> copy(row);
  vector<int> tail(copy.begin() + 2, copy.end());
  std::vector<int> part(row.begin(), row.begin() + n);
  shop::Row r(row, n);
  r.turn();
  vector<int> a = r.cells;
  vector<int> b = shop::doubled(tail);
  shop::deep::flip(row);
  copy[0] = row[4]; left[1] = copy[0];
  vector<int> none; none.push_back(count(n)); none.push_back(i);
  vector<vector<int>> grid(2, vector<int>(n)); grid[1][2] = 5; grid[0] = tail;
  vector<int> c(grid[1]);
  vector<int> d(std::move(part));
  vector<int> e = {n, i};
  int x(n), y{i}; e.push_back(x); e.push_back(y);
  auto show = [&](const char *name, const vector<int> &v) { printf("%s:", name); for (int k : v) printf(" %d", k); printf("\n"); };
  show("row", row); show("left", left); show("right", right); show("copy", copy); show("tail", tail); show("a", a); show("b", b); show("none", none); show("c", c); show("d", d); show("e", e);
}
