from collections import OrderedDict


class Queue:
    kind = "queue"

    def __init__(self):
        self.into, self.out = [], []

    def push(self, x):
        self.into.append(x)

    def pop(self):
        if not self.out:
            while self.into:
                self.out.append(self.into.pop())
        return self.out.pop() if self.out else None

    @property
    def size(self):
        return len(self.into) + len(self.out)


queue = Queue()
got = []
for line in "push 1;push 2;pop;push 3;pop;pop".split(";"):
    name, *given = line.split()
    back = getattr(queue, name)(*map(int, given))
    if back is not None:
        got.append(back)
print("got:", *got)

setattr(queue, "limit", 4)
known = [hasattr(queue, n) for n in ("limit", "kind", "size", "pop", "other")] + [getattr(queue, "other", 0), getattr(queue, "limit", 0)]
print("known:", *known)

used = OrderedDict(a=1, b=2, c=3)
used.move_to_end("a")
used.move_to_end("c", last=False)
used["b"] = 5
order = list(used) + list(used.values())
first, last = used.popitem(last=False), used.popitem()
order += [first[0], last[1]]
print("order:", *order)

grid = [[1, 2, 3], [4, 5, 6]]
grid = [list(r)[::-1] for r in zip(*grid)]
flat = sum(grid, [])
flat[0], flat[5] = flat[5], flat[0]
print("flat:", *flat)
