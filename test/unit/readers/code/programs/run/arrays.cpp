#include <iostream>
#include <vector>
#include <string>
#include <algorithm>
#include <map>
#include <array>
using namespace std;

template <class C> void pr(const char *n, const C &v) { cout << n << ":"; for (auto x : v) cout << " " << (long long)x; cout << "\n"; }
int main() {
int a[5] = {5, 4, 3, 2, 1}; int *p = a + 1, *q = &a[4]; *p++ = *q--; p[1] += 10; *(q - 1) = p - a; int (&ra)[5] = a; ra[0] = 7; reverse(begin(a), end(a)); auto f = [](int *x, int n) { for (int i = 0; i < n; i++) x[i] *= 2; }; f(a + 2, 2); array<int, 3> ar{1, 2, 3}; auto br = ar; br[0] = 9; ar.swap(br); vector<int> r(a, a + 5); r.push_back(ar[0]); r.push_back(br[0]); swap(r[0], r[1]); pr("r", r);
}
