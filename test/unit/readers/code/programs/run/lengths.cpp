#include <iostream>
#include <vector>
template <typename T> void ssort(T *arr, size_t n) { for (size_t i = 0; i + 1 < n; i++) if (arr[i] > arr[i + 1]) std::swap(arr[i], arr[i + 1]); }
template <typename T, size_t N> void ssort(T (&arr)[N]) { ssort(arr, N); }
template <typename T> void ssort(std::vector<T> *arr) { ssort(arr->data(), arr->size()); }
int main() {
    int a[4] = {4, 2, 3, 1}; ssort(a);
    std::vector<int> b = {3, 1, 2}; ssort(&b);
    std::cout << "a: "; for (int x : a) std::cout << x << ' '; std::cout << "\nb: "; for (int x : b) std::cout << x << ' '; std::cout << '\n';
}
