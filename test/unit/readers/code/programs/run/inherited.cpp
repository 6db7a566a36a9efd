#include <iostream>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>
#include <map>
using namespace std;
struct P { int x, y; };
class Animal { protected: string name; int legs; public: Animal(string n, int l = 4) : name(n), legs(l) {} virtual ~Animal() = default; virtual int noise() const { return legs; } int twice() const { return 2 * noise(); } const string& who() const { return name; } };
class Dog : public Animal { int age = 3; public: Dog(string n) : Animal(n) {} int noise() const override { return Animal::noise() + age; } void grow() { age++; legs--; } };
class Bird : public Animal { public: Bird() : Animal("bird", 2) {} int noise() const override; };
int Bird::noise() const { return 10 * legs; }
class Puppy : public Dog { public: Puppy() : Dog("pup") { grow(); } int noise() const override { return -Dog::noise(); } };
class Neg : public invalid_argument { int code; public: Neg(int c) : invalid_argument("neg"), code(c) {} int get() const { return code; } };
class Mine : public exception { string m; public: explicit Mine(const string& s) : m(s) {} const char* what() const noexcept override { return m.c_str(); } };
int check(int n) { if (n < 0) throw Neg(n); if (n == 0) throw Mine("zero"); if (n > 100) throw "big"; if (n > 50) throw string("large"); return n; }
int total(const vector<unique_ptr<Animal>>& v) { int s = 0; for (const auto& a : v) s += a->noise(); return s; }
struct Tree { int v; unique_ptr<Tree> l, r; Tree(int v) : v(v) {} };
void insert(unique_ptr<Tree>& t, int v) { if (!t) { t = make_unique<Tree>(v); return; } if (v < t->v) insert(t->l, v); else insert(t->r, v); }
void walk(const unique_ptr<Tree>& t, vector<int>& out) { if (!t) return; walk(t->l, out); out.push_back(t->v); walk(t->r.get() ? t->r : t->r, out); }
int main() {
    vector<int> a;
    P p{1, 2}; P q(p); q.x = 9; a.push_back(p.x); P r{q}; r.y = 7; a.push_back(q.y + r.x);
    vector<unique_ptr<Animal>> v; v.push_back(make_unique<Dog>("rex")); v.push_back(make_unique<Bird>()); v.emplace_back(new Puppy());
    a.push_back(total(v)); a.push_back(v[1]->twice()); a.push_back(v[2]->who().size());
    Animal* raw = v[0].get(); if (auto* d = dynamic_cast<Dog*>(raw)) { d->grow(); a.push_back(d->noise()); } a.push_back(dynamic_cast<Bird*>(raw) == nullptr);
    Dog d("a"); Animal& ref = d; a.push_back(ref.noise()); d.grow(); a.push_back(ref.twice());
    for (int n : {5, -3, 0, 200, 60}) {
        try { a.push_back(check(n)); }
        catch (const Neg& e) { a.push_back(e.get()); }
        catch (const exception& e) { a.push_back(string(e.what()).size()); }
        catch (const char* s) { a.push_back(77); }
        catch (const string& s) { a.push_back(s.size() + 100); }
    }
    try { try { check(-1); } catch (invalid_argument& e) { a.push_back(1); throw; } } catch (logic_error& e) { a.push_back(string(e.what()).length()); }
    map<string, int> m; try { m.at("x") = 1; } catch (const out_of_range&) { a.push_back(8); }
    try { stoi("abc"); } catch (const invalid_argument&) { a.push_back(9); }
    unique_ptr<Tree> root; for (int x : {4, 2, 6, 1}) insert(root, x); walk(root, a);
    auto s1 = make_shared<P>(P{3, 4}); auto s2 = s1; s2->x = 5; a.push_back(s1->x); s1.reset(); a.push_back(s1 == nullptr); a.push_back(s2->y);
    unique_ptr<P> u(new P{1, 2}); unique_ptr<P> w = move(u); a.push_back(u ? 1 : 0); a.push_back(w->y + (*w).x);
    auto arr = make_unique<int[]>(3); arr[1] = 4; a.push_back(arr[1] + arr[0]); auto one = make_unique<int>(6); *one += 1; a.push_back(*one);
    cout << "a: "; for (int x : a) cout << x << ' '; cout << endl;
}
