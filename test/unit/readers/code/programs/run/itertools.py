import itertools
from itertools import accumulate, chain, combinations, count, cycle, dropwhile, groupby, islice, pairwise
from itertools import permutations, product, repeat, starmap, takewhile, zip_longest

row = list("abcd")
for i, j in combinations(range(4), 2):
    if (i + j) % 2:
        row[i], row[j] = row[j], row[i]

turns = []
players = cycle("xyz")
for n in islice(count(10, 5), 4):
    turns.append(next(players) + str(n))

groups = [key + str(len(list(members))) for key, members in groupby("aabccc")]
late = [list(members) for key, members in list(groupby("aab"))]
sums = list(accumulate([1, 2, 3])) + list(accumulate([1, 2, 3], lambda a, b: a * b, initial=2))
flat = list(chain([1], (2, 3), chain.from_iterable([[4], [5, 6]])))
words = ["".join(p) for p in permutations("abc", 2)] + ["".join(p) for p in product("ab", repeat=2)]
pairs = [a + (b or "-") for a, b in zip_longest("abc", "x")]
steps = [b - a for a, b in pairwise([1, 4, 9])]
parts = list(takewhile(lambda x: x < 3, [1, 2, 3, 1])) + list(dropwhile(lambda x: x < 3, [1, 2, 3, 1]))
powers = list(starmap(pow, [(2, 3), (3, 2)])) + list(repeat(7, 2))
lengths = [str(len(list(itertools.combinations_with_replacement("abc", 2)))), str(len(late[0]) + len(late[1]))]
told = []
for part in (groups, pairs, [str(step) for step in steps], lengths):
    told.extend(part)

print("row:", *row)
print("turns:", *turns)
print("sums:", *sums)
print("flat:", *flat)
print("words:", *words)
print("parts:", *parts)
print("powers:", *powers)
print("told:", *told)
