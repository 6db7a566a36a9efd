#include <iostream>
#include <vector>
#include <algorithm>
int main() { std::vector<int> a = {2, 1, 2, 3, 1}; std::sort(a.begin(), a.end()); std::cout << "a: "; for (int x : a) std::cout << x << ' '; std::cout << '\n'; }
