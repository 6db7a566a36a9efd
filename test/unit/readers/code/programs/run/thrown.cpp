#include <iostream>
#include <stdexcept>
#include <vector>
#include <string>
class Shape { public: virtual ~Shape() {} virtual int area() const = 0; int twice() const { return 2 * area(); } };
class Square : public Shape { int s; public: Square(int s) : s(s) {} int area() const override { return s * s; } };
class Rect : public Shape { protected: int w, h; public: Rect(int w, int h) : w(w), h(h) {} int area() const override { return w * h; } };
class Cube : public Rect { public: Cube(int n) : Rect(n, n) {} int area() const override { return 6 * Rect::area(); } };
int main() {
    std::vector<Shape*> shapes = {new Square(3), new Rect(2, 5), new Cube(2)};
    std::vector<int> a;
    for (auto* s : shapes) a.push_back(s->area());
    a.push_back(shapes[1]->twice());
    for (auto* s : shapes) delete s;
    try { if (a[0] > 3) throw std::runtime_error("big"); a.push_back(0); }
    catch (const std::invalid_argument& e) { a.push_back(1); }
    catch (const std::exception& e) { a.push_back(2); }
    try { throw 7; } catch (int n) { a.push_back(n); }
    try { a.at(99) = 1; } catch (const std::out_of_range&) { a.push_back(8); } catch (...) { a.push_back(0); }
    std::cout << "a: "; for (int x : a) std::cout << x << ' '; std::cout << '\n';
}
