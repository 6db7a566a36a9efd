# Which class an attribute is found in, and which method answers.
import math

limit = 9
ways = []


class Base:
    limit = 1
    names = ["x", "y"]
    size = len(names) + limit
    if size > 2:
        kind = "large"
    else:
        kind = "small"
    low, high = 4, 5

    def f(self, n=limit):
        return ("f", n, limit)

    def g(self):
        return "base g"

    h = g

    @property
    def p(self):
        return "read"

    def __add__(self, other):
        return "left"

    def __radd__(self, other):
        return "right"

    __mul__ = __add__

    def __lt__(self, other):
        return "lt" != other

    class Inner:
        n = 3


class Middle(Base):
    g = "no method"
    p = "hides"


class Low(Middle):
    def g(self):
        return "low g"

    def __radd__(self, other):
        return "low right"

    def __gt__(self, other):
        ways.append("gt")
        return True


one, two = Low(), Middle()
a = [one.limit, Low.limit, one.size, one.kind, one.low, one.g(), two.g, two.p, one.h(), Base().p]
a += [one.f()[1], one.f(3)[1], one.f()[2], Base.Inner.n]
a[0], a[1] = a[1], a[0]
Base.limit = 20
one.limit += 1
Middle.low = 7
Base.names.append("z")
b = [one.limit, two.limit, Low.limit, Base().low, one.low, len(Low.names), Base() + one, two + two, one + one, two * 2]
Base.f = lambda self, n=0: n + 100
b += [one.f(1), two.f()]
Middle.low += 1
b += [Base.low, Middle.low, Low.low]
c = [Base() < one, one > two]
for test in range(5):
    try:
        if test == 0:
            c.append(one <= two)
        elif test == 1:
            c.append([one] >= [two])
        elif test == 2:
            c.append(1 < "a")
        elif test == 3:
            c.append(two.nothing)
        else:
            Base().p = 3
    except TypeError:
        c.append("TypeError")
    except AttributeError:
        c.append("AttributeError")
c += [(1, 2) <= (1, 2), [1, 3] > [1, 2, 9], {1} <= {1, 2}, {1} < {1}, {1, 3} >= {3}, 2 <= 2.0, math.nan >= 1.0]
c.reverse()
ways.reverse()
print("a:", *a)
print("b:", *b)
print("c:", *c)
print("ways:", *ways)
