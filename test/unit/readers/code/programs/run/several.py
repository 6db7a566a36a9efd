# Classes that extend several: the order of methods, super in it, attributes, and what is made by all of them together.
class Base:
    step = 1
    made = []

    def __init__(self, row, **more):
        super().__init__(**more)
        self.row = row
        self.made.append("Base")

    def swap(self, i, j):
        self.row[i], self.row[j] = self.row[j], self.row[i]

    def who(self):
        return ["Base"]


class Left(Base):
    def who(self):
        return ["Left"] + super().who()

    def go(self):
        for i in range(len(self.row) - self.step):
            self.swap(i, i + self.step)


class Right(Base):
    step = 2

    def __init__(self, row, **more):
        super().__init__(row, **more)
        self.made.append("Right")

    def who(self):
        return ["Right"] + super().who()

    def go(self):
        self.swap(0, len(self.row) - 1)


class Named:
    def __init__(self, name="nobody"):
        self.name = name

    def who(self):
        return ["Named"]

    @classmethod
    def called(cls):
        return cls.__name__


    @classmethod
    def make(cls, row):
        made = cls(row)
        made.swap(0, 1)
        return made


class Both(Left, Right, Named):
    @classmethod
    def make(cls, row):
        made = super().make(row)
        made.swap(1, 2)
        return made

    def who(self):
        return ["Both"] + super().who()


class Other(Named, Right):
    def __init__(self, row):
        Right.__init__(self, row)
        Named.__init__(self)


class Last(Both):
    def go(self):
        Right.go(self)
        super(Both, self).go()


both = Both([4, 2, 3, 1], name="d")
other = Other([1, 2, 3])
last = Last([1, 2, 3, 4], name="l")
both.go()
other.go()
last.go()
a = both.row + other.row + last.row + Last.make([1, 2, 3]).row + other.make([7, 8, 9]).row
b = both.who() + other.who() + last.who()
c = [both.name, other.name, last.called(), type(other).__name__, Last.step]
d = [isinstance(last, Named), isinstance(other, Left), issubclass(Last, Right), issubclass(Right, Named), issubclass(Other, (Left, Right))]
made = Base.made
try:

    class Torn(Base, Left):
        pass

except TypeError:
    d.append("torn")
a.reverse()
b.reverse()
c.reverse()
d.reverse()
made.reverse()
print("a:", *a)
print("b:", *b)
print("c:", *c)
print("d:", *d)
print("made:", *made)
