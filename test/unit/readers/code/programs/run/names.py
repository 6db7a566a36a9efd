words = "the quick brown fox jumps".split()
words.sort(key=len)
words[1:3] = reversed(words[1:3])
words += ["over"]
w = words
words = words + ["dog"]
w.insert(0, w.pop())
del words[2]
s = {w[0], w[1]}
s |= {"zz"}
n = len(s)
x = y = [1, 2]
x += [3]
y = y + [4]
z = [*x, *y]
a, (b, *c), d = 1, (2, 3, 4), 5
t = [a, b, *c, d]
t[0], t[1:3], t[-1] = t[-1], [9, 9], t[0]
print("words:", *words); print("w:", *w); print("z:", *z); print("t:", *t); print("n:", n)
