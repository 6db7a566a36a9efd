# What an exception leaves undone, and who catches it.
class Empty(Exception):
    pass


class Closed(Empty):
    def __init__(self, what, code=3):
        super().__init__(what)
        self.code = code


a = [1, 2, 3, 4]
b = []


def pop(stack):
    if not stack:
        raise Closed("no items")
    return stack.pop()


def turn(xs, times):
    try:
        for _ in range(times):
            xs.append(pop(b))
            xs[0], xs[1] = xs[1], xs[0]
    except ValueError:
        xs.clear()
    except Empty as e:
        xs[0], xs[e.code] = xs[e.code], xs[0]
        b.append(len(xs))
        return "left"
    else:
        xs.reverse()
    finally:
        xs[1], xs[2] = xs[2], xs[1]
    return "done"


c = [turn(a, 2), turn(a, 1), turn(a, 0)]
c[0], c[2] = c[2], c[0]
d = []
for index in (0, 7, -1, -9):
    try:
        d.append(a[index])
    except IndexError:
        d.append("out")
    else:
        d.append("in")
for text in ("12", "x", "3.5", ""):
    try:
        d.append(int(text))
    except (TypeError, ValueError) as problem:
        d.append(type(problem) is ValueError)
table = {"k": 1}
for key in ("k", "m"):
    try:
        d.append(table[key] // (table[key] - 1))
    except ArithmeticError:
        d.append("zero")
    except LookupError:
        d.append("missing")


def again(n):
    try:
        try:
            if n == 0:
                raise KeyError("first")
            a[0], a[-1] = a[-1], a[0]
            assert n < 2, "too many"
        except KeyError:
            a.insert(0, a.pop())
            raise
        finally:
            a[1], a[2] = a[2], a[1]
            if n == 3:
                return "kept"
    except AssertionError:
        return "assert"
    return "plain"


e = []
for n in (3, 2, 1, 0):
    try:
        e.append(again(n))
    except KeyError as error:
        e.append(error.args[0])


class Held:
    def __init__(self, items):
        self.items = items

    def __enter__(self):
        self.items.append("held")
        return self.items

    def __exit__(self, kind, value, trace):
        self.items.pop(0)
        return False


f = [1, 2]
with Held(f) as g, Held(f):
    g[0], g[1] = g[1], g[0]
while True:
    try:
        f.append(f.pop(0))
        if f[0] == 1:
            break
        continue
    finally:
        f[0], f[-1] = f[-1], f[0]
        if len(e) > 6:
            break
        e.append("round")
h = [1, 2, 3]
try:
    try:
        h.reverse()
    except KeyError:
        h.clear()
    else:
        h[9] = h[0]
    finally:
        h.append(h.pop(0))
except IndexError:
    h[0], h[1] = h[1], h[0]
print("a:", *a)
print("b:", *b)
print("c:", *c)
print("d:", *d)
print("e:", *e)
print("f:", *f)
print("h:", *h)


# A handler within a handler forgets the name that both have.
def twice(xs):
    try:
        xs[9] = 0
    except IndexError as e:
        xs[0], xs[1] = xs[1], xs[0]
        try:
            int("x")
        except ValueError as e:
            xs[1], xs[2] = xs[2], xs[1]
    return xs


forgotten = twice([1, 2, 3])
print("forgotten:", *forgotten)
