# What a generator gives back, what is sent to it, and how it ends.
log = []
row = [1, 2, 3]


def parts(n):
    for i in range(n):
        row[0], row[1] = row[1], row[0]
        yield i
    return n * 10


def whole(n):
    first = yield from parts(n)
    log.append(first)
    inner = parts(1)
    again = yield from inner
    log.append(again)
    second = yield from inner
    log.append(second)


class Own:
    def __init__(self, n):
        self.inner = parts(n)

    def __iter__(self):
        return self

    def __next__(self):
        return next(self.inner)


class Given:
    def __iter__(self):
        yield 5
        return "given"


def through(of):
    said = yield from of
    log.append(said)


def heard():
    said = yield "first"
    while said:
        row.append(row.pop(0))
        said = yield said
    return "end"


def stops():
    yield 1
    raise StopIteration


def guarded(n):
    try:
        for i in range(n):
            yield i
    except ValueError:
        log.append("caught")
    finally:
        log.append("last")
        row.reverse()


a = list(whole(2))
a += [*Own(3)]
a += list(through(Own(1))) + list(through(Given()))
g = parts(1)
next(g)
for _ in range(2):
    try:
        next(g)
    except StopIteration as stop:
        a.append(stop.value)
        a.append(len(stop.args))
h = heard()
a += [next(h), h.send("second"), h.send("third")]
try:
    h.send(None)
except StopIteration as stop:
    a.append(stop.value)
try:
    heard().send(1)
except TypeError:
    a.append("too early")
try:
    for one in stops():
        a.append(one)
except RuntimeError:
    a.append("RuntimeError")
try:
    a += [next(x) for x in (iter([7]), iter([]))]
except StopIteration:
    a.append("none left")
try:
    a += list(next(x) for x in (iter([8]), iter([])))
except RuntimeError:
    a.append("in a generator")
a += list(guarded(2))


def handling():
    try:
        raise KeyError(1)
    except KeyError:
        yield "in hand"
        try:
            raise
        except KeyError:
            yield "again"


try:
    raise ValueError(2)
except ValueError:
    held = handling()
    a.append(next(held))
    try:
        raise
    except ValueError:
        a.append("mine")
    a.append(next(held))
a[0], a[1] = a[1], a[0]
log.reverse()
print("a:", *a)
print("log:", *log)
print("row:", *row)
