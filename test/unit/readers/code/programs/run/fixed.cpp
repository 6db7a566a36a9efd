#include <array>
#include <iostream>
#include <utility>
#include <vector>
struct Hand {
    std::array<int, 2> marks;
    std::vector<int> cards;
};
int main() {
    std::array<int, 2> two{4, 5};
    std::array<int, 2> copy = std::move(two);
    Hand hand;
    hand.marks = {1, 2};
    hand.cards = {7, 8, 9};
    Hand other = std::move(hand);
    std::vector<int> told{two[0], copy[1], hand.marks[1], (int)hand.cards.size(), other.marks[0], (int)other.cards.size()};
    std::cout << "told:";
    for (int x : told) std::cout << " " << x;
    std::cout << "\n";
}
