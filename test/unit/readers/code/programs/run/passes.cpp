#include <algorithm>
#include <cstdio>
#include <functional>
#include <numeric>
#include <vector>
using namespace std;

int main() {
    vector<int> v = {7, 4, 1, 8, 5, 2};
    function<int(int)> twice = [](int x) { return 2 * x; };
    transform(v.begin(), v.end(), v.begin(), twice);
    v.erase(remove_if(v.begin(), v.end(), [](int x) { return x % 8 == 0; }), v.end());
    vector<int> w = {1, 1, 2, 2, 2, 1, 3};
    w.erase(unique(w.begin(), w.end()), w.end());
    vector<int> sums(4);
    partial_sum(w.begin(), w.end(), sums.begin());
    vector<int> both(4);
    transform(w.begin(), w.end(), sums.begin(), both.begin(), [](int a, int b) { return a * b; });
    vector<int> put = {9, 9};
    put.insert(put.begin() + 1, w.begin(), w.begin() + 2);
    put.insert(put.end(), 2, 6);
    put.erase(put.begin(), put.begin() + 2);
    auto odd = find_if(w.begin(), w.end(), [](int x) { return x % 2 == 0; });
    vector<int> told = {(int)(odd - w.begin()), (int)count_if(v.begin(), v.end(), [](int x) { return x > 9; }),
        any_of(v.begin(), v.end(), [](int x) { return x == 2; }), all_of(v.begin(), v.end(), [](int x) { return x > 2; }),
        none_of(v.begin(), v.end(), [](int x) { return x > 99; })};
    vector<vector<int>> all = {v, w, sums, both, put, told};
    const char *names[] = {"v", "w", "sums", "both", "put", "told"};
    for (int i = 0; i < 6; i++) {
        printf("%s:", names[i]);
        for (int x : all[i]) printf(" %d", x);
        printf("\n");
    }
}
