#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iostream>
#include <numeric>
#include <queue>
#include <stack>
#include <vector>

const int RUN = 3;

namespace sorting {
template <typename T>
void turn(std::vector<T> *v, const int &low, const int &high) {
  for (int i = low, j = high; i < j; i++, j--) std::swap((*v)[i], (*v)[j]);
}
template <typename T>
std::vector<T> turn(std::vector<T> v, const int &low, const int &high) {
  turn(&v, low, high);
  return v;
}
}  // namespace sorting

int main() {
  std::vector<int> v = {3, 1, 5, 2, 4};
  std::vector<int> w = sorting::turn(v, 0, RUN);
  int *a = new int[RUN]();
  uint8_t *small = new uint8_t[2];
  small[0] = 255;
  small[1] = small[0] + 2;
  for (int i = 0; i < RUN; i++) a[i] += std::pow(2, i);
  std::stack<int> pile;
  std::queue<int> line;
  for (int one : v) { pile.push(one); line.push(one); }
  pile.top() += 10;
  std::vector<int> out;
  out.reserve(4);
  out.push_back(pile.top());
  pile.pop();
  out.push_back(pile.top());
  line.pop();
  out.push_back(line.front() + line.back());
  out.emplace_back(static_cast<int>(pile.size() + line.size()));
  std::vector<int> s = {1, 2, 2, 4, 7};
  std::vector<int> p;
  p.push_back(std::lower_bound(s.begin(), s.end(), 2) - s.begin());
  p.push_back(std::upper_bound(s.begin(), s.end(), 2) - s.begin());
  p.push_back(std::distance(s.begin(), std::max_element(s.begin(), s.end())));
  p.push_back(*std::min_element(v.begin(), v.end()));
  p.push_back(std::accumulate(v.begin(), v.end(), 0));
  p.push_back(std::count(s.begin(), s.end(), 2));
  p.push_back(std::find(s.begin(), s.end(), 9) == s.end());
  std::vector<int> q(4);
  std::iota(q.begin(), q.end(), 7);
  std::fill(q.begin() + 2, q.end(), -1);
  std::cout << "w: " << w[0] << " " << w[1] << " " << w[2] << " " << w[3] << " " << w[4] << "\n";
  std::cout << "a: " << a[0] << " " << a[1] << " " << a[2] << "\n";
  std::cout << "small: " << (int)small[0] << " " << (int)small[1] << "\n";
  std::cout << "out: " << out[0] << " " << out[1] << " " << out[2] << " " << out[3] << "\n";
  std::cout << "p: " << p[0] << " " << p[1] << " " << p[2] << " " << p[3] << " " << p[4] << " " << p[5] << " " << p[6] << "\n";
  std::cout << "q: " << q[0] << " " << q[1] << " " << q[2] << " " << q[3] << "\n";
  delete[] a;
  return 0;
}
