# Enumerations: members by name, by value and in turn, aliases, methods, keys of dictionaries.
import enum
from enum import Enum, auto, unique


@unique
class Light(Enum):
    RED = auto()
    GREEN = auto()
    BLUE = auto()

    def next(self):
        order = list(Light)
        return order[(order.index(self) + 1) % len(order)]

    @property
    def short(self):
        return self.name[0]


class Shape(enum.Enum):
    ROUND = "o"
    CIRCLE = "o"
    CORNERED = ("x", 4)
    NEXT = 7
    LATER = auto()


AFTER = {Light.RED: Light.GREEN, Light.GREEN: Light.BLUE, Light.BLUE: Light.RED}
a = [Light.RED, Light["GREEN"], Light(3), AFTER[Light.BLUE], Light.RED.next()]
a[0], a[1], a[2] = a[1], a[2], a[0]
b = [a[3] is Light.RED, a[0] == a[4], Light.RED != Light.BLUE, Light.RED == 1, Shape.CIRCLE is Shape.ROUND]
b += [Light.RED in AFTER, isinstance(a[0], Light), bool(Light.RED)]
c = [Shape.CIRCLE.name, Shape("o").value, Shape(("x", 4)).value[1], Shape.LATER.value, a[0].short]
c += [one.name for one in Shape] + [one.value for one in Light]
for wrong in (lambda: Light(9), lambda: Light["PINK"], lambda: Light.PINK):
    try:
        wrong()
    except ValueError:
        b.append("value")
    except KeyError:
        b.append("key")
    except AttributeError:
        b.append("attribute")
try:
    Light.RED.value = 4
except AttributeError:
    b.append("frozen")
try:

    @unique
    class Twice(Enum):
        A = 1
        B = 1

except ValueError:
    b.append("twice")


class Holder:
    class Light(Enum):
        _half = 0
        RED = 1


mixed = {Light.RED: 10, Holder.Light.RED: 20}
c += [mixed[Light.RED], mixed[Holder.Light.RED]] + [one.name for one in Holder.Light]
a = [one.name for one in a]
a.reverse()
b.reverse()
c.reverse()
print("a:", *a)
print("b:", *b)
print("c:", *c)
