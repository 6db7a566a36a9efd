#include <cstdio>
#include <vector>
#include <algorithm>
using namespace std;
struct S { vector<int> v; int n = 0; void add(int x) { v.push_back(x); ++n; } int get(int i) const { return v[i]; } };
void byval(S s) { s.v[0] = 99; } void byref(S &s) { s.v[0] = 98; }
int main() {
  vector<int> a = {1, 2, 3}; vector<int> b = a; b[0] = 9; auto &r = a; r[1] = 8; int x = 1; auto inc = [&](int by) { x += by; return x; }; inc(2); inc(3);
  S s; s.add(5); s.add(6); byval(s); S t = s; byref(s); t.v[1] = 7; vector<vector<int>> g = {{1, 2}, {3, 4}}; auto row = g[0]; row[0] = 50; swap(g[0], g[1]); g[0][0]++;
  for (auto y : a) y++; for (auto &y : b) y *= 2; int *p = &a[0]; *p = 44; ++p; *p += 1; if (int z = a[2]; z > 2) a[2] = z - 1;
  vector<int> d = {x, s.v[0], t.v[0], t.v[1], g[0][0], g[1][0], row[0], s.n, s.get(1)};
  printf("a:"); for (int y : a) printf(" %d", y); printf("\n"); printf("b:"); for (int y : b) printf(" %d", y); printf("\n"); printf("d:"); for (int y : d) printf(" %d", y); printf("\n");
}
