// Maps and sets: what is under a key that is new, what is found, and going through those that have an order.
#include <cstdio>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>
using namespace std;

class Seen {
 public:
    bool add(int x) { return ids.insert(x).second; }
    int size() const { return ids.size(); }
 private:
    unordered_set<int> ids;
};

int sum(map<int, int> m) {
    int all = 0;
    m[99] = 1;
    for (auto [key, value] : m) all += key * value;
    return all;
}

int main() {
    vector<int> a = {3, 1, 3, 2, 1, 3};
    unordered_map<int, int> counts;
    for (int x : a) counts[x]++;
    set<int> unique(a.begin(), a.end());
    set<int> few = {9, 4, 9};
    map<int, vector<int>> groups;
    for (int i = 0; i < 6; i++) groups[a[i]].push_back(i);
    map<string, int> ages = {{"b", 2}, {"a", 7}};
    ages["c"] = 5;
    ages["b"] += 10;
    ages.insert(make_pair("a", 1));
    ages.erase("c");
    Seen seen;
    int news = 0;
    for (int x : a)
        if (seen.add(x)) news++;
    vector<int> row;
    for (auto group : groups) row.push_back(group.second[0]);
    for (int x : unique) row.push_back(x);
    auto it = counts.find(2);
    int found = it != counts.end() ? it->second : -1;
    int missing = counts.find(8) == counts.end();
    map<int, int> m = {{2, 3}, {1, 4}};
    int total = sum(m);
    map<int, int> other = m;
    other[1] = 0;
    few.insert(5);
    int least = *few.begin();
    few.erase(few.begin());
    swap(row[counts[1]], row[unique.count(3)]);
    printf("row: %d %d %d %d %d %d\n", row[0], row[1], row[2], row[3], row[4], row[5]);
    map<int, int> grown = {{3, 30}, {1, 10}};
    for (auto &[key, value] : grown) value += key;
    for (auto [key, value] : grown) value = 0;
    int grownSum = 0;
    for (const auto &[key, value] : grown) grownSum = grownSum * 100 + value;
    vector<int> told = {grownSum, grown[1], grown[3], counts[3], counts[7], (int)counts.size(), found, missing, news, seen.size(), total, (int)m.size(),
        m[1], other[1], least, (int)few.size(), *few.begin(), ages["a"], ages["b"], (int)ages.size()};
    printf("told:");
    for (int x : told) printf(" %d", x);
    printf("\n");
}
