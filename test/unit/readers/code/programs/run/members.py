class Meter:
    def __init__(self, n):
        self._n = n

    @property
    def n(self):
        return self._n

    @n.setter
    def n(self, value):
        self._n = value * 2

    @staticmethod
    def twice(x):
        return 2 * x


class Fixed(Meter):
    def n(self):
        return 9


m = Meter(1)
m.n = 5
m.n += 1
f = Fixed(4)
a = [m.n, f._n, f.n(), Meter.twice(4)]
a[0], a[3] = a[3], a[0]
print("a:", *a)
