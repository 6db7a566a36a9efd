def push(x, row=[]):
    row.append(x)
    row[0], row[-1] = row[-1], row[0]
    return row
push(1); push(2)
a = push(3)
b = [1, 2, 3]; i = 0
i, b[i] = 1, 10
b[i] = i = 2
def nxt():
    global i
    i -= 1
    return i
b[nxt()] += nxt()
k = 1
def f(x, y=k): return [x, y]
k = 5
c = f(2)
def g(*xs, z=[9]):
    xs = list(xs); xs.reverse(); z[0], xs[0] = xs[0], z[0]; return xs + z
d = g(1, 2, 3)
class D:
    def __init__(self, l): self.l = l; self.l[0], self.l[1] = self.l[1], self.l[0]
    def turn(self, n=[0]): n[0] += 1; self.l.append(self.l.pop(0)); return n[0]
e = D([1, 2, 3]); e.turn(); m = [e.turn(), e.l[0]]
print('a:', a[0], a[1], a[2]); print('b:', b[0], b[1], b[2]); print('c:', c[0], c[1]); print('d:', d[0], d[1], d[2], d[3]); print('m:', m[0], m[1])
