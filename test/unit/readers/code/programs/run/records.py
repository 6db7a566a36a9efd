# Defaults are made once, where the class is; frozen objects cannot be changed; options go along.
import dataclasses
from dataclasses import FrozenInstanceError, dataclass, field
from functools import partial

made = []


def number():
    made.append(len(made))
    return len(made)


@dataclass
class Node:
    value: int = number()
    where: tuple = (number(), number())
    seen: list = field(default_factory=list)
    kind: str = field(default="leaf", compare=False)
    depth: int = field(default=7, init=False)


@dataclass
class Branch(Node):
    value: int = 40
    width: int = 2


@dataclass(order=True, frozen=True)
class Card:
    rank: int
    suit: str = "s"

    def __post_init__(self):
        if self.rank < 0:
            object.__setattr__(self, "rank", 0)


@dataclasses.dataclass(eq=False)
class Loose:
    n: int = 1


record = partial(dataclass, order=True)


@record
class Pair:
    a: int
    b: int = 2


first, second, third = Node(), Node(9), Branch(width=5)
first.seen.append(1)
a = [first.value, second.value, first.where == second.where, len(second.seen), first == Node(1, (2, 3), [1], "x")]
a += [Node.value, Node.kind, third.value, third.where[1], third.depth, third.width]
a[0], a[1] = a[1], a[0]
Node.value = 30
b = [Node().value, len(made), Branch().value, Loose() == Loose(), Pair(1) < Pair(1, 3), Pair(2) >= Pair(1, 9)]
card = Card(3)
hand = [card, Card(-1, "h"), Card(2)]
hand[0], hand[2] = hand[2], hand[0]
for change in (0, 1, 2):
    try:
        if change == 0:
            card.rank = 5
        elif change == 1:
            card.other = 5
        else:
            del card.suit
    except FrozenInstanceError:
        b.append("frozen")
try:
    card.rank += 1
except AttributeError:
    b.append(card.rank)
try:

    @dataclass
    class Wrong:
        items: list = []

except ValueError:
    b.append("mutable")
try:

    @dataclass
    class Late:
        a: int = 1
        b: int

except TypeError:
    b.append("order")
b.reverse()
c = [hand[0].rank, hand[1].rank, hand[1].suit, hand[2].rank, hand[0] < hand[2], max(hand).rank]
c.reverse()
print("a:", *a)
print("b:", *b)
print("c:", *c)
print("made:", *made)
