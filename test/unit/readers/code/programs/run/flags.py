# Members that are numbers or texts as well, flags that are set together, classes of named tuples.
from enum import Enum, Flag, IntEnum, IntFlag, StrEnum, auto
from typing import NamedTuple


class Level(IntEnum):
    LOW = 1
    MID = 2
    HIGH = 5


class Word(str, Enum):
    YES = "yes"
    NO = "no"


class Suit(StrEnum):
    HEARTS = auto()
    SPADES = auto()


class Right(Flag):
    READ = auto()
    WRITE = auto()
    RUN = auto()


class Bits(IntFlag):
    ONE = 1
    TWO = auto()
    FOUR = 4


row = ["a", "b", "c", "d", "e", "f"]
row[Level.LOW], row[Level.HIGH] = row[Level.HIGH], row[Level.LOW]
a = [Level.LOW + 1, Level.HIGH * 2, -Level.MID, Level.LOW < Level.HIGH, Level.MID == 2, Level(5) is Level.HIGH]
a += [max(Level).name, sorted([Level.HIGH, Level.LOW])[0].name, int(Level.MID), 7 % Level.HIGH, Level.HIGH in [5]]
a += [{1: "one", 2: "two"}[Level.MID], {Level.LOW: "low"}[1], isinstance(Level.LOW, int), bool(Level.LOW), f"{Level.MID}"]
a += [type(Level.LOW) is Level, type(Level.LOW + 1) is int, Level.LOW is int(Level.LOW), sum(Level), len(Level)]
b = [Word.YES == "yes", Word.YES.upper(), Word.NO + "!", Word("no").name, Suit.HEARTS.value, Suit.SPADES == "spades"]
b += [Word.YES in {"yes": 1}, "e" in Word.YES, f"{Suit.HEARTS}", Suit.HEARTS < Suit.SPADES, {"no": 3}[Word.NO]]
both = Right.READ | Right.RUN
c = [both.value, Right.READ in both, Right.WRITE in both, both & Right.READ is Right.READ, (~both).name, bool(both & Right.WRITE)]
c += [(both ^ Right.READ).name, Right(5) is both, [one.name for one in both], Right.READ | Right.READ is Right.READ]
c += [len(list(Right)), Right(0).value, {both: "x"}[Right.RUN | Right.READ], both == Right.READ]
some = Bits.ONE | Bits.FOUR
flags = [some.value, some == 5, some + 1, some.name, bool(some & 2), (some & 4) is Bits.FOUR, (6 ^ Bits.TWO) is Bits.FOUR]
flags += [Bits.TWO in some, [one.name for one in some], Bits(3) == 3, {5: "five"}[some], isinstance(some, int), some > Bits.TWO]
flags += [type(some | 2) is Bits, type(some * 2) is int, len(Bits), max(Bits).name, sum(Bits), f"{some}"]
row[Bits.ONE], row[some] = row[some], row[Bits.ONE]
some ^= Bits.ONE
flags.append(some is Bits.FOUR)
try:
    Right(8)
except ValueError:
    c.append("no such flag")


class Point(NamedTuple):
    x: int
    y: int = 4

    def turned(self):
        return Point(self.y, self.x)

    @property
    def far(self):
        return self.x + self.y

    @staticmethod
    def origin():
        return Point(0, 0)


p = Point(3)
q, r = p.turned()
d = [p.x, p[1], q, r, p.far, p == (3, 4), p._replace(y=9).y, Point(y=1, x=2).x, Point.origin().far, len(p)]
d += [isinstance(p, Point), isinstance((3, 4), Point), isinstance(p, tuple), {(3, 4): "here"}[p], sorted([p, Point(1)])[0].x]
try:
    Point()
except TypeError:
    d.append("too few")
a[0], b[0], c[0], d[0] = d[0], a[0], b[0], c[0]
for name, held in (("row", row), ("a", a), ("b", b), ("c", c), ("d", d), ("flags", flags)):
    held.reverse()
print("row:", *row)
print("a:", *a)
print("b:", *b)
print("c:", *c)
print("d:", *d)
print("flags:", *flags)
