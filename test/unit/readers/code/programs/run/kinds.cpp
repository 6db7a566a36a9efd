// Variables that a function fills, arrays of lists, logarithms, references that functions give, templates over values.
#include <cmath>
#include <cstdio>
#include <utility>
#include <vector>
using namespace std;

void split(vector<int> &v, int low, int high, int &i, int &j) {
    int mid = low, pivot = v[high];
    while (mid <= high) {
        if (v[mid] < pivot) swap(v[low++], v[mid++]);
        else if (v[mid] == pivot) mid++;
        else swap(v[mid], v[high--]);
    }
    i = low - 1;
    j = mid;
}

void quick(vector<int> &v, int low, int high) {
    if (low >= high) return;
    int i, j;
    split(v, low, high, i, j);
    quick(v, low, i);
    quick(v, j, high);
}

void buckets(int *a, int n) {
    vector<int> hole[5];
    for (int i = 0; i < n; i++) hole[a[i] / 3].push_back(a[i]);
    int at = 0;
    for (int i = 0; i < 5; i++)
        for (size_t k = 0; k < hole[i].size(); k++) a[at++] = hole[i][k];
}

int &largest(vector<int> &v) {
    int best = 0;
    for (size_t i = 1; i < v.size(); i++)
        if (v[i] > v[best]) best = i;
    return v[best];
}

class Grid {
 public:
    Grid() : cells(4, 0) {}
    int &at(int i) { return cells[i]; }
    int &operator[](int i) { return cells[i]; }
    vector<int> &all() { return cells; }
 private:
    vector<int> cells;
};

class Sum {
 public:
    Sum(int n) : a(n, 0) {}
    Sum &put(int i, int x) { a[i] = x; return *this; }
    int &at(int i) { return a[i]; }
    const int &at(int i) const { return a[i]; }
    Sum &operator+=(int x) { for (auto &y : a) y -= x; return *this; }
    vector<int> a;
};

int &pick(int *a, int i, int j) { return a[i] > a[j] ? a[i] : a[j]; }

template <int N>
void turn(int (&a)[N]) {
    for (int i = 0; i + 1 < N; i++) swap(a[i], a[i + 1]);
}

template <typename T, int By>
void shift(vector<T> &v) {
    for (size_t i = 0; i + By < v.size(); i++) swap(v[i], v[i + By]);
}

int main() {
    vector<int> v = {3, 1, 5, 2, 4};
    quick(v, 0, 4);
    int b[6] = {7, 2, 9, 1, 8, 3};
    buckets(b, 6);
    int depth = 2 * log(10);
    int bits = log2(32) + 1;
    vector<int> w = {4, 8, 6};
    largest(w) = 1;
    largest(w) += 3;
    int &top = largest(w);
    top = 2;
    swap(largest(w), w[2]);
    Grid g;
    g.at(1) = 5;
    g[2] = g.at(1) + 1;
    g[0]++;
    swap(g.at(0), g[2]);
    g.all().push_back(9);
    vector<int> &cells = g.all();
    int c[3] = {1, 2, 3};
    turn<3>(c);
    turn(c);
    Sum t(3);
    t.put(0, 5).put(1, 6).put(2, 7);
    swap(t.at(0), t.at(2));
    t += 2;
    int r[3] = {4, 9, 2};
    pick(r, 0, 1) = 1;
    swap(pick(r, 0, 1), pick(r, 2, 1));
    vector<int> s = {1, 2, 3, 4};
    shift<int, 2>(s);
    vector<pair<int, int>> pairs = {make_pair(1, 2), make_pair(3, 4)};
    for (auto &[one, other] : pairs) swap(one, other);
    for (auto [one, other] : pairs) one = 9;
    int x[2] = {pairs[0].first, pairs[1].second};
    auto copy = pairs[0];
    copy.first = 70;
    pairs[1].second += copy.first + pairs[0].first;
    x[1] += pairs[1].second;
    auto &[p, q] = x;
    swap(p, q);
    p += 5;
    printf("x: %d %d\n", x[0], x[1]);
    printf("v: %d %d %d %d %d\n", v[0], v[1], v[2], v[3], v[4]);
    printf("b: %d %d %d %d %d %d\n", b[0], b[1], b[2], b[3], b[4], b[5]);
    printf("depth: %d\nbits: %d\n", depth, bits);
    printf("w: %d %d %d\n", w[0], w[1], w[2]);
    printf("g: %d %d %d %d %d\n", cells[0], cells[1], cells[2], cells[3], cells[4]);
    printf("c: %d %d %d\n", c[0], c[1], c[2]);
    printf("s: %d %d %d %d\n", s[0], s[1], s[2], s[3]);
    printf("t: %d %d %d\n", t.a[0], t.a[1], t.a[2]);
    printf("r: %d %d %d\n", r[0], r[1], r[2]);
}
