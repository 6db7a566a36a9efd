#include <iostream>
#include <string>
#include <vector>
#include <algorithm>
#include <cctype>
using namespace std;
int value(const string &w) {
  int n = 0;
  for (char c : w) n = n * 10 + (c - '0');
  return n;
}
int main() {
  string s = "hello, World 42";
  vector<int> counts(26, 0);
  for (size_t i = 0; i < s.size(); i++) {
    if (s[i] >= 'a' && s[i] <= 'z') counts[s[i] - 'a']++;
    else if (isupper(s[i])) counts[tolower(s[i]) - 'a'] += 10;
  }
  int row[4] = {1, 2, 3, 4};
  for (char c : string("cab")) swap(row[c - 'a'], row[3]);
  string t = "bca";
  vector<char> u(t.begin(), t.end());
  sort(u.begin(), u.end());
  swap(u[0], u[2]);
  u[1] = toupper(u[1]);
  u.push_back('x');
  t += 'y';
  t = t + "z" + t.substr(1, 2);
  int hash = 7;
  for (const char &c : t) hash = (hash * 31 + c) % 1000;
  string w = "0110";
  int tab[2][2] = {{1, 0}, {0, 1}};
  int state = 0;
  for (auto c : w) state = tab[state][c - '0'];
  int out[9] = {counts['l' - 'a'], counts['w' - 'a'], s[0] + 1, u[1], (int)s.length(), value("427"), 'z' - s.at(1), s.back(), hash};
  bool is = t == "bcayzca" && s != t && t < "bd" && s[4] == 'o' && !s.empty();
  cout << "row " << row[0] << ' ' << row[1] << ' ' << row[2] << ' ' << row[3] << "\nout:";
  for (int x : out) cout << ' ' << x;
  cout << "\nstate " << state << "\nis " << boolalpha << is << "\nu:";
  for (char c : u) cout << ' ' << c;
  cout << endl;
}
