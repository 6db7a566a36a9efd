// All orders of four letters, one after the other, as std::next_permutation finds them.
#include <iostream>
#include <utility>
#include <vector>

bool next(std::vector<char> &v) {
    int i = static_cast<int>(v.size()) - 2;
    while (i >= 0 && v[i] >= v[i + 1])
        --i;
    if (i < 0)
        return false;
    int j = static_cast<int>(v.size()) - 1;
    while (v[j] <= v[i])
        --j;
    std::swap(v[i], v[j]);
    for (int left = i + 1, right = static_cast<int>(v.size()) - 1; left < right; ++left, --right)
        std::swap(v[left], v[right]);
    return true;
}

int main() {
    std::vector<char> word = {'a', 'b', 'c', 'd'};
    while (next(word)) {
        for (char c : word)
            std::cout << c;
        std::cout << std::endl;
    }
}
