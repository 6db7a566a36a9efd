#include <cstdio>
#include <vector>
#include <string>
using std::vector;
int kind(int) { return 1; }
int kind(long x) { return 2; }
int kind(double x) { return 3; }
int kind(const std::string &x) { return 4; }
int kind(const vector<int> &x) { return 5; }
int kind(char x) { return 6; }
int kind(bool x) { return 7; }
int kind(int *x) { return 8; }
int kind(const vector<int> &x, int y) { return 9; }
int kind(int x, int y, int z = 3) { return 10 + z; }
struct P { int x, y; };
struct Q { int z; };
int kind(P p) { return 20; }
int kind(const Q &q) { return 21; }
template <typename T> void turn(vector<T> &v) { std::swap(v[0], v[1]); }
template <typename T> void turn(vector<T> &v, int by) { std::swap(v[0], v[by]); }
struct Deck {
  vector<int> v; int by;
  Deck() : v{1, 2, 3}, by(1) {}
  Deck(int n) { by = 2; for (int i = 0; i < n; i++) v.push_back(i); }
  Deck(vector<int> w, int k) { v = w; by = k; }
  void turn() { turn(by); }
  void turn(int k) { int t = v[0]; v[0] = v[k]; v[k] = t; }
  void turn(int i, int j) { int t = v[i]; v[i] = v[j]; v[j] = t; }
};
int main() {
  int i = 1; long l = 2; char c = 'c'; bool t = true; double d = 1.5; int arr[3] = {1, 2, 3}; vector<int> w = {4, 5, 6}; std::string s = "s"; P p = {1, 2}; Q q = {3}; short h = 4;
  vector<int> b = {kind(i), kind(l), kind(d), kind(s), kind(w), kind(c), kind(t), kind(arr), kind(w, 1), kind(1, 2), kind(1, 2, 5), kind(p), kind(q), kind(h), kind(i + l), kind(c + 1), kind(&i), kind(2 * d)};
  turn(w); turn(w, 2);
  Deck one, two(4), three(w, 2);
  one.turn(); one.turn(2); two.turn(); two.turn(1, 3); three.turn();
  vector<int> f = one.v, g = two.v, k = three.v;
  auto show = [&](const char *name, const vector<int> &v) { printf("%s:", name); for (int x : v) printf(" %d", x); printf("\n"); };
  show("b", b); show("w", w); show("f", f); show("g", g); show("k", k);
}
