#include <cstdio>
#include <deque>
#include <tuple>
#include <utility>
#include <vector>
using namespace std;
struct Queue { int a[3] = {1, 2, 3}; int front() { return a[0]; } };
int twice(int x) { return 2 * x; }
int main() {
  vector<int> v{1, 2, 3, 4, 5};
  swap(v.front(), v.back());
  swap(v.at(1), v.at(2));
  auto& f = v.front();
  swap(f, v[3]);
  int& g = v.at(2);
  swap(f, g);
  const int& h = twice(3);
  int c = v.front(); v.front() = v.back(); v.back() = c;
  tie(v[0], v[1]) = make_tuple(v[1], v[0]);
  tie(v.front(), v.at(1)) = make_pair(v.at(1), v.front());
  int* p = &v.back(); swap(*p, v.at(h - 6));
  Queue q; swap(v[1], v[q.front() + 1]);
  deque<int> d{1, 2, 3}; d.push_back(d.front()); d.pop_front();
  for (int x : v) printf("%d ", x);
  for (int x : d) printf("%d ", x);
}
