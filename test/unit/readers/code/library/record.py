"""Records what CPython gives for calls of its library: `python3 record.py > python.json`.

Every expression is made from a fixed seed, so that the list is the same each time.
"""

import bisect
import collections
import functools
import heapq
import json
import math
import random

SEED = 20260112
WORDS = ["", "a", "fig", "kiwi plum", "  date ", "a,b,,c", "--x--", "Ab cD", "banana", "x\ty\nz", "é1", "𝄞b", "12", "-7", "007"]
PARTS = ["", "a", "an", "i", ",", " ", "-", "b", "x", "𝄞", "na"]
COUNTS = ["0", "1", "2", "-1", "5"]


def expressions():
    pick = random.Random(SEED)
    shapes = [
        "{w}.upper()", "{w}.lower()", "{w}.strip()", "{w}.lstrip()", "{w}.rstrip()", "{w}.strip({p})", "{w}.split()",
        "{w}.split({p})", "{w}.split({p}, {n})", "{w}.split(None, {n})", "{w}.rsplit({p}, {n})", "{w}.splitlines()",
        "{p}.join({w})", "{p}.join({w}.split())", "{w}.replace({p}, {q})", "{w}.replace({p}, {q}, {n})",
        "{w}.startswith({p})", "{w}.endswith({p})", "{w}.startswith(({p}, {q}))", "{w}.find({p})", "{w}.rfind({p})",
        "{w}.index({p})", "{w}.rindex({p})", "{w}.count({p})", "{w}.isdigit()", "{w}.isalpha()", "{w}.isalnum()",
        "{w}.isupper()", "{w}.islower()", "{w}.isspace()", "{w}.title()", "{w}.capitalize()", "{w}.swapcase()",
        "{w}.zfill({n})", "{w}.ljust({n}, '*')", "{w}.rjust({n})", "{w}.center({n}, '*')", "{w}.center(8, '.')",
        "{w}.partition({p})", "{w}.rpartition({p})", "{w}.removeprefix({p})", "{w}.removesuffix({p})", "len({w})",
        "{w}[::-1]", "{p} in {w}", "bin({i})", "oct({i})", "hex({i})", "int({w})", "float({w})", "int('z1', 36)",
        "round({f})", "math.ceil({f})", "math.floor({f})", "math.trunc({f})", "math.sqrt(abs({i}))", "{f} % {g}",
        "{f} // {g}", "{i} // {g}", "divmod({i}, {j})", "math.gcd({i}, {j})", "math.lcm({i}, {j})", "math.isqrt(abs({i}))",
        "math.factorial(abs({i}) % 30)", "pow({i}, abs({j}), 97)", "isinstance({i}, int)", "isinstance({w}, (int, str))",
        "isinstance(True, int)", "isinstance({f}, int)", "type({f}) == float", "math.log2(8)", "math.ceil(math.log2(5))",
        "list(filter(str.isdigit, {w}))", "functools.reduce(lambda a, b: a * b, [{i}, {j}, 2])",
        "functools.partial(pow, 2)({n} % 7)",
        "sorted({{{i}, {j}, 1}})", "len({{{i}, {j}, 1, True}})", "{i} in {{1, {j}}}", "sorted({{1, 2, {j}}} | {{{i}}})",
        "sorted({{1, 7, {j}}} & {{{i}, 1}})", "sorted({{1, 7}} - {{{i}}})", "sorted({{1, 7}} ^ {{{i}, 3}})", "max(set({l}))",
        "{{1, 3}} == set({l})", "set({l}).issubset([1, 2, 3, 4, 5])", "{{x % 3 for x in {l}}} == {{0, 1}}", "bool(set())",
        "(lambda s: [s.add({i}), s.discard({j}), len(s)][2])(set({l}))", "set({l}).isdisjoint({m})",
        "sorted(set({l}).union({m}, [9]))", "sorted(set({l}).difference({m}))", "collections.Counter({l})[{i}]",
        "collections.Counter({w}).most_common(2)", "collections.Counter({w}) == collections.Counter({p})",
        "(lambda d: [d[{i}].append(1), d[7].append(2), sorted(d.items())][2])(collections.defaultdict(list))",
        "(lambda d: [d.setdefault({i}, 5), d.setdefault(7, 6), d.popitem(), d][3])({{7: 1, 2: 2}})",
        "(lambda h: [heapq.heapify(h), h][1])({l})", "(lambda h: [heapq.heapify(h), heapq.heappush(h, {i}), h][2])({l})",
        "(lambda h: [heapq.heapify(h), heapq.heappop(h), h])({l})", "heapq.heapreplace({l}, {i})", "heapq.nsmallest(2, {l})",
        "(lambda h: [heapq.heappushpop(h, {j}), h])([1, 3, 2])", "heapq.nlargest({n}, {l})", "bisect.bisect({m}, {i})",
        "bisect.bisect_left({m}, {j})", "bisect.bisect_right([1, 1, 1], 1, 1)", "(lambda a: [bisect.insort(a, {i}), a][1])({m})",
        "{i}.bit_length()".replace("{i}", "({i})"), "({i}).bit_count()", "({j} > 2).bit_length()", "({f}).is_integer()",
        "round({f}, {n})", "round({f} * {g}, 2)", "round({i}, -({n} % 3))", "round({f} / 3, {n})", "round(2.675, 2)",
        "round(0.125, 2)", "round(1.005, {n})", "round(-1234.5678, -2)", "round({i} * 1e-7, 9)", "round(5e-324, 3)",
        "round(1e300, {n})", "round({f}, None)", "int('3 1 5')", "int('1.5e3')", "float('1 2')", "int('+ 1')", "float('x1')",
    ]
    for shape in shapes:
        for _ in range(6 if "{" in shape else 1):
            yield shape.format(
                l=pick.choice([[3, 1, 5, 2, 4], [7, 7, -1], [48, 3], [0]]), m=pick.choice([[], [1, 2, 7], [-1, -1, 3]]),
                w=repr(pick.choice(WORDS)), p=repr(pick.choice(PARTS)), q=repr(pick.choice(PARTS)), n=pick.choice(COUNTS),
                i=pick.choice([0, 1, -1, 7, -13, 10**20, 48]), j=pick.choice([1, 3, -4, 12, 10**18]),
                f=pick.choice([0.5, 1.5, 2.5, -0.5, -2.5, 7.25, 1e15, -3.0]), g=pick.choice([0.1, 0.25, -1.5, 3.0]),
            )


def given(expression):
    try:
        return repr(eval(expression))
    except (ValueError, ZeroDivisionError, TypeError):
        return None


if __name__ == "__main__":
    found = [{"expression": one, "gives": given(one)} for one in dict.fromkeys(expressions())]
    print(json.dumps(found, ensure_ascii=False, indent=1))
