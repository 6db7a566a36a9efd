"""Shuffling five cards in several ways; select any lines and probe them.

The cards only ever change places, so every statement that runs is a permutation of five places.
"""


def swap(deck, i, j):
    held = deck[i]
    deck[i] = deck[j]
    deck[j] = held


def cut(deck, size):
    """The first cards go under the rest."""
    deck[:] = deck[size:] + deck[:size]


def mix(deck, rounds):
    """The same shuffle in every run: a small generator of pseudo-random numbers, no `random`."""
    number = 7
    for _ in range(rounds):
        number = (5 * number + 3) % 16
        i, j = number % 5, (number // 3) % 5
        if i != j:
            swap(deck, i, j)


deck = ["ace", "king", "queen", "jack", "ten"]

# By hand: the tuple swap, and the swap with a third place.
deck[0], deck[4] = deck[4], deck[0]
top = deck[1]
deck[1] = deck[3]
deck[3] = top

# Three at once.
deck[0], deck[1], deck[2] = deck[1], deck[2], deck[0]

# The top card walks to the bottom, one place at a time.
for place in range(4):
    deck[place], deck[place + 1] = deck[place + 1], deck[place]

# Riffle: the two halves come together in turn.
deck[:] = [deck[i] for i in (0, 3, 1, 4, 2)]

cut(deck, 2)
deck.insert(0, deck.pop())
deck.reverse()
mix(deck, 24)

# Back and forth like a cocktail shaker.
for _ in range(2):
    for place in range(4):
        swap(deck, place, place + 1)
    for place in range(3, 0, -1):
        swap(deck, place, place - 1)

print(deck)
