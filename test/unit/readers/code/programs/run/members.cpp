// Methods, constructors and operators outside of their class, what all objects share, enumerations, names of types.
#include <cstdio>
#include <utility>
#include <vector>

using small = unsigned char;
typedef long long wide;

enum class Light : int { Red, Green = 4, Amber };
enum Side { LEFT, RIGHT = 3 };

class Row {
 public:
  explicit Row(int n, int step = 1);
  void turn(int k = 2);
  int size() const;
  static Row of(int n);
  static int made;
  static const int LIMIT = 3;
  int operator[](int i) const { return cells[i]; }
  bool operator==(const Row &other) const;
  std::vector<int> cells;

 private:
  int at, step;
};

int Row::made = 0;

Row::Row(int n, int step) : cells(n), at{0}, step(step) {
  for (int i = 0; i < n; i++) cells[i] = i;
  made++;
}

void Row::turn(int k) {
  std::swap(cells[at], cells[k]);
  at = (at + step) % size();
}

int Row::size() const { return static_cast<int>(cells.size()); }

Row Row::of(int n) { return Row(n, 2); }

bool Row::operator==(const Row &other) const {
  for (int i = 0; i < size(); i++)
    if (cells[i] != other[i]) return false;
  return true;
}

struct V {
  int x, y;
  V operator+(const V &o) const { return V{x + o.x, y + o.y}; }
  void operator+=(const V &o) {
    x += o.x;
    y += o.y;
  }
  bool operator<(const V &o) const { return x < o.x; }
  int operator()(int k) const { return x * k; }
};

V operator*(int k, const V &v) { return V{k * v.x, k * v.y}; }

template <class T>
class Pile {
 public:
  void put(T one);
  T take();

 private:
  std::vector<T> held;
};

template <class T>
void Pile<T>::put(T one) {
  held.push_back(one);
}

template <class T>
T Pile<T>::take() {
  T one = held.back();
  held.pop_back();
  return one;
}

Light next(Light light) {
  switch (light) {
    case Light::Red:
      return Light::Green;
    case Light::Green:
      return Light::Amber;
    default:
      return Light::Red;
  }
}

int main() {
  Row r(4), q = Row::of(4);
  r.turn();
  r.turn(Row::LIMIT);
  q.turn(1);
  if (!(r == q) && Row::made == 2) q.turn(RIGHT);
  std::vector<int> a = r.cells, b = q.cells;
  V v{1, 2}, w = 2 * v + v;
  w += v;
  if (v < w && w(2) == 8) std::swap(a[0], a[3]);
  Light light = Light::Red;
  for (int i = 0; i < 4; i++) light = next(light);
  std::swap(b[0], b[light == Light::Green ? static_cast<int>(light) - 2 : 1]);
  small s = 250;
  s += 10;
  wide big = 3000000000;
  big *= 3;
  Pile<int> pile;
  pile.put(s);
  pile.put(LEFT);
  int c[3] = {pile.take() + 7, pile.take(), big > 8000000000 ? 1 : 0};
  std::swap(c[0], c[1]);
  std::printf("a: %d %d %d %d\n", a[0], a[1], a[2], a[3]);
  std::printf("b: %d %d %d %d\n", b[0], b[1], b[2], b[3]);
  std::printf("c: %d %d %d\n", c[0], c[1], c[2]);
}
