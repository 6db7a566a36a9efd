import operator
from operator import itemgetter, attrgetter
from functools import reduce
from collections import deque
rows = [('b', 2), ('a', 2), ('c', 1)]
rows.sort(key=itemgetter(1, 0))
a = [r[0] for r in rows]
a.append(reduce(operator.mul, [1, 2, 3, 4])); a.append(operator.gt(3, 2)); a.append(list(map(operator.add, [1, 2], [3, 4]))[1])
class P:
    def __init__(self, x): self.x = x
ps = sorted([P(3), P(1)], key=attrgetter('x')); a.append(ps[0].x)
d = deque([1, 2, 3, 4], maxlen=3); d.append(5); d.appendleft(9); d.extend([7, 8]); d.extendleft([6]); e = d.copy(); e.append(0)
a += list(d) + list(e)
m = {'a': 1}; m.update(z=3, b=2); m.update([('q', 5)]); m |= {'c': 4}
a += list(m.values())
print('a:', *a)
