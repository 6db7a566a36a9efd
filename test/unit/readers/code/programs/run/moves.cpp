#include <algorithm>
#include <iostream>
#include <iterator>
#include <list>
#include <string>
#include <utility>
#include <vector>

struct Card {
    std::string suit;
    int rank;
};

template <typename T> class Chain {
    struct Node {
        T value;
        Node *next;
        Node(T v) : value(v), next(nullptr) {}
    };
    Node *head = nullptr;

 public:
    void add(T v) {
        Node *made = new Node(v);
        made->next = head;
        head = made;
    }
    std::vector<T> values() const {
        std::vector<T> all;
        for (Node *at = head; at; at = at->next) all.push_back(at->value);
        return all;
    }
};

class Player {
 public:
    enum State { Idle, Playing, Paused };
    Player(const std::string &given) : title(given) {}
    void press() { state = state == Playing ? Paused : Playing; }
    State now() const { return state; }
    std::string title;

 private:
    State state = Idle;
};

template <typename T> void exchange_by_moves(T &a, T &b) {
    T held = std::move(a);
    a = std::move(b);
    b = std::move(held);
}

void show(const char *name, const std::vector<int> &all) {
    std::cout << name << ":";
    for (int x : all) std::cout << " " << x;
    std::cout << "\n";
}

int main() {
    std::vector<int> left{3, 1, 2}, sizes, rows, sorted, merged, later, linked, chained, played;

    std::vector<int> right = std::move(left);
    sizes.push_back(left.size());
    left.push_back(9);
    sizes.push_back(left.size());
    std::vector<std::vector<int>> all;
    all.push_back(std::move(right));
    sizes.push_back(right.size());
    sizes.push_back(all[0].size());
    show("sizes", sizes);

    all.push_back({7});
    exchange_by_moves(all[0], all[1]);
    for (auto &row : all)
        for (int x : row) rows.push_back(x);
    show("rows", rows);

    std::vector<Card> hand = {{"s", 3}, {"h", 1}, {"c", 2}};
    for (int i = 1; i < 3; i++) {
        Card key = std::move(hand[i]);
        int j = i - 1;
        for (; j >= 0 && hand[j].rank > key.rank; j--) hand[j + 1] = std::move(hand[j]);
        hand[j + 1] = std::move(key);
    }
    for (const auto &card : hand) sorted.push_back(card.rank);
    show("sorted", sorted);

    std::vector<int> a{1, 4, 6}, b{2, 3, 9};
    std::merge(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(merged));
    std::copy_if(a.begin(), a.end(), std::back_inserter(merged), [](int x) { return x > 1; });
    show("merged", merged);

    later = {1, 3, 2};
    std::next_permutation(later.begin(), later.end());
    std::next_permutation(later.begin(), later.end());
    std::prev_permutation(later.begin(), later.end());
    std::next_permutation(later.begin(), later.end());
    show("later", later);

    std::list<int> chain{4, 1, 3, 1};
    chain.reverse();
    chain.remove(1);
    chain.push_front(9);
    chain.sort();
    for (int x : chain) linked.push_back(x);
    show("linked", linked);

    Chain<int> own;
    own.add(5);
    own.add(6);
    chained = own.values();
    show("chained", chained);

    Player player("p");
    player.press();
    player.press();
    played = {player.now() == Player::Paused ? 1 : 0, player.title == "p" ? 1 : 0};
    show("played", played);
}
