#include <cstdio>
#include <vector>
std::vector<int> turn(std::vector<int> r, int by) { int t = r[0]; r[0] = r[by]; r[by] = t; return r; }
int main() {
  int a[5] = {1,2,3,4,5}; int i = 0;
  a[i++] = a[i];
  a[i] = i = 3;
  a[i] += i--;
  int x = 5; x += x++; int y = 1; y = y++; int z = 2; z = ++z + 1; 
  int b[3] = {x, y, z};
  std::vector<int> c = turn({4,5,6}, 2);
  unsigned char u = 255; int v = ++u; int w = (u = 300); int d[3] = {u, v, w};
  printf("a: %d %d %d %d %d\n", a[0],a[1],a[2],a[3],a[4]);
  printf("b: %d %d %d\n", b[0],b[1],b[2]);
  printf("c: %d %d %d\n", c[0],c[1],c[2]);
  printf("d: %d %d %d\n", d[0],d[1],d[2]);
}
