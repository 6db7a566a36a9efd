# Tuples whose places have names, as places, as keys, in order, and replaced.
import collections
from collections import namedtuple

Point = namedtuple("Point", "x y")
Card = collections.namedtuple("Card", ["rank", "suit"])
hand = [Card(3, "h"), Card(suit="s", rank=1), Card(2, "d")]
hand[0], hand[2] = hand[2], hand[0]
hand.sort()
seen = {Point(1, 2): "one", Point(y=0, x=0): "zero"}
p = Point(1, 2)
q = p._replace(y=5)
x, y = q
a = [card.rank for card in hand] + [card[1] for card in hand] + [x, y]
b = [p == (1, 2), p < q, len(p), seen[p], seen[Point(0, 0)], max(p, q).y, p + (3,) == (1, 2, 3), isinstance(p, tuple)]
for wrong in (lambda: Point(1), lambda: Point(1, 2, 3), lambda: Point(1, x=2), lambda: Point(1, z=2)):
    try:
        wrong()
    except TypeError:
        b.append("type")
try:
    p.x = 4
except AttributeError:
    b.append("fixed")
try:
    p._replace(z=1)
except (ValueError, TypeError):
    b.append("field")
c = [2, 1]
if [one.x for one in (p, q)] == [1, 1] and (p.y, q.y) == (2, 5):
    c.reverse()
a.reverse()
b.reverse()
print("a:", *a)
print("b:", *b)
print("c:", *c)
