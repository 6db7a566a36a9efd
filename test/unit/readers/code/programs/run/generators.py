# A generator is run as far as it is asked, between what the one does who asks.
row = [1, 2, 3, 4]
log = []


def turns(xs, times=2):
    for i in range(times):
        xs.append(xs.pop(0))
        log.append(f"turn {i}")
        yield xs[0]
        xs[0], xs[1] = xs[1], xs[0]
    return len(xs)


def both(xs):
    n = yield from turns(xs)
    log.append(n)
    first = yield
    log.append(first)
    yield from [n, "end"]


for value in turns(row):
    log.append(value)
    row[2], row[3] = row[3], row[2]
a = list(row)
g = turns(row, 5)
b = [next(g), next(g)]
row.reverse()
for value in g:
    b.append(value)
    if value == 2:
        break
b.append(next(g, "none"))
c = [*both(row)]
d = list(zip(turns(row), turns(row, 9)))[0]
numbers = (n * n for n in range(4))
e = [next(numbers), *numbers, sum(x for x in turns(row) if x > 1)]
e[0], e[3] = e[3], e[0]


class Tree:
    def __init__(self, value, left=None, right=None):
        self.value, self.left, self.right = value, left, right

    def __iter__(self):
        if self.left:
            yield from self.left
        yield self.value
        if self.right:
            yield from self.right


f = list(Tree(4, Tree(2, Tree(1), Tree(3)), Tree(5)))
f[0], f[4] = f[4], f[0]


def swaps(xs, **options):
    i = options.get("start", 0)
    while i + 1 < len(xs):
        yield (i, i + 1)
        i += options["by"]


for i, j in swaps(f, **{"by": 2}):
    f[i], f[j] = f[j], f[i]
for k, (i, j) in enumerate(swaps(f, by=3, start=1)):
    f[i], f[j] = f[j], f[i]
print("a:", *a)
print("b:", *b)
print("c:", *c)
print("d:", *d)
print("e:", *e)
print("f:", *f)
print("row:", *row)
print("log:", *log)
