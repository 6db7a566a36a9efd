# What objects of classes answer to operators and functions of the language.
from __future__ import annotations
from abc import ABC, abstractmethod
from dataclasses import dataclass, field
from functools import total_ordering
from typing import Generic, Protocol, TypeVar
T = TypeVar("T")

class Comparable(Protocol):
    def __lt__(self, other): ...

class Shape(ABC):
    @abstractmethod
    def area(self): ...

@dataclass(order=True)
class Card:
    rank: int
    suit: str = "s"
    tags: list[int] = field(default_factory=list, compare=False)

@dataclass
class Deck(Generic[T]):
    cards: list[Card]
    moves: int = 0
    def __post_init__(self):
        self.cards = list(self.cards)
    def __len__(self):
        return len(self.cards)
    def __getitem__(self, i):
        return self.cards[i]
    def __setitem__(self, i, v):
        self.cards[i] = v
    def __iter__(self):
        return iter(self.cards)
    def __contains__(self, c):
        return any(c == d for d in self.cards)

class Box:
    def __init__(self, items):
        self.items = items
    def turn(self):
        self.items.append(self.items.pop(0))
    def __add__(self, n):
        for _ in range(n):
            self.turn()
        return self
    def __call__(self, i, j):
        self.items[i], self.items[j] = self.items[j], self.items[i]
    def __eq__(self, other):
        if not isinstance(other, Box):
            return NotImplemented
        return self.items == other.items
    def __bool__(self):
        return self.items[0] == 1

class Sub(Box):
    def __init__(self, items, k):
        super().__init__(items)
        self.k = k
    def turn(self):
        super().turn()
        self.items[0], self.items[1] = self.items[1], self.items[0]

class Count:
    def __init__(self, n):
        self.n = n
    def __iter__(self):
        return self
    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n

@total_ordering
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v

d = Deck([Card(3), Card(1, "h"), Card(2)])
d[0], d[2] = d[2], d[0]
for i in range(len(d)):
    for j in range(len(d) - 1):
        if d[j] > d[j + 1]:
            d[j], d[j + 1] = d[j + 1], d[j]
row = [1, 2, 3, 4]
b = Sub(row, 1)
b + 2
b(0, 3)
if b == Sub([1], 2):
    row = []
if b:
    row.reverse()
if Card(1, "h") in d and Card(1, "h", [3]) == d[0] and Card(1, "h") != Card(1):
    row[0], row[1] = row[1], row[0]
for i in Count(3):
    row[i], row[i + 1] = row[i + 1], row[i]
if V(1) <= V(1) and V(2) >= V(1) and not V(1) > V(1) and max(V(1), V(3)).v == 3:
    row[0], row[3] = row[3], row[0]
cards = [d[0].suit, d[1].rank, d[2].rank, len(d[0].tags)]
print("row:", *row)
print("cards:", *cards)

