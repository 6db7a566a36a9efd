// Operators by their words, numbers made by the names of types, rows of lists, lists that grow and shrink.
#include <climits>
#include <cstdio>
#include <utility>
#include <vector>

enum Color { RED, BLACK };

struct Node {
  int key;
  Color color;
  Node(int k) : key(k), color(BLACK) {}
};

void turn(std::vector<int> *row) {
  int held = row[0][1];
  row[0][1] = row[0][2];
  row[0][2] = held;
}

int main() {
  std::vector<int> a = {3, 1, 5, 2, 4};
  for (int i = 0; i + 1 < int(a.size()); i++)
    if (i % 2 == 0 and a[i] < 4 and not(a[i + 1] == 9) or a[i] not_eq a[i]) std::swap(a[i], a[i + 1]);
  std::vector<std::vector<int>> rows(3);
  for (int one : a) rows[one % 3].push_back(one);
  rows.resize(4);
  rows[3].push_back(char(321));
  std::vector<int> b;
  for (int i = 0; i < int(rows.size()); i++)
    for (int one : rows[i]) b.push_back(one);
  b.resize(8, 7);
  b.resize(7);
  Node *node = new Node(INT_MIN);
  if (node->key < 0 and node->color == BLACK and Color(0) == RED) std::swap(b[0], b[5]);
  std::vector<int> c = {1, 2};
  c.assign(3, a[0]);
  c[1] = 8;
  turn(&c);
  std::printf("c: %d %d %d\n", c[0], c[1], c[2]);
  std::printf("a: %d %d %d %d %d\n", a[0], a[1], a[2], a[3], a[4]);
  std::printf("b: %d %d %d %d %d %d %d\n", b[0], b[1], b[2], b[3], b[4], b[5], b[6]);
}
