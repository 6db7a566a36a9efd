a = [1, 2, 3, 4]
fs = [lambda: i for i in range(3)]
gs = []
for i in range(3):
    gs.append(lambda i=i: i * 10)
b = [fs[0](), gs[0](), gs[2]()]
def mk():
    n = 0
    def inc(by=1):
        nonlocal n
        n += by
        return n
    return inc
c1 = mk(); c2 = mk()
c = [c1(), c1(5), c2(), c1()]
def f(xs):
    for k, x in enumerate(xs):
        if x == 3:
            return k
        xs[k] += 1
    else:
        return -1
c.append(f(a))
while (n := a.pop()) > 3: c.append(n)
a += [1, 1, 1]
m = [[0] * 2] * 2
m[0][1] = 5
d = [m[1][1], m[0][0]]
x = [1, 2]; y = x; x = x + [3]; y += [4]
d += x + y
t = (x, y); x[0] = 8; d.append(t[0][0])
e = [p for p in d if p % 2]; e[0], e[-1] = e[-1], e[0]

print('b:', *b); print('c:', *c); print('d:', *d); print('e:', *e)
