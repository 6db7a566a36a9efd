#include <cstdio>
#include <iterator>
#include <map>
#include <set>
#include <utility>
#include <vector>
using namespace std;

int main() {
    map<int, int> m = {{1, 10}, {2, 20}, {3, 30}, {4, 40}, {5, 50}};
    for (auto it = m.begin(); it != m.end();) {
        if (it->first % 2 == 0) it = m.erase(it);
        else ++it;
    }
    auto a = m.begin();
    auto b = next(a);
    swap(a->second, b->second);
    int same = m.find(3) == b;
    m[3] = a->second + 1;
    int live = b->second;
    for (auto &entry : m) entry.second += entry.first;
    auto [where, isNew] = m.insert({9, 90});
    where->second += isNew;
    auto last = m.end();
    --last;
    int greatest = last->first;
    set<int> s = {5, 1, 4};
    vector<int> out;
    for (auto it = s.begin(); it != s.end(); ++it) out.push_back(*it);
    for (auto it = s.begin(); it != s.end();) {
        if (*it > 3) it = s.erase(it);
        else it++;
    }
    for (auto &x : s) out.push_back(x * 10);
    printf("out:");
    for (int x : out) printf(" %d", x);
    printf("\n");
    vector<int> told = {m[1], m[3], m[5], m[9], (int)m.size(), same, live, greatest};
    printf("told:");
    for (int x : told) printf(" %d", x);
    printf("\n");
}
