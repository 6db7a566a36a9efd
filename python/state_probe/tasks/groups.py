"""Groups and monoids by name, as permutations and maps of slots, and the generators that words over them are made of.

Names, slots and order of elements are the terminal's (src/algebra/groups.ts) and those of the data sets of Merrill, Petty
and Sabharwal (2024): `S5`, `A5`, `Z60` and products such as `A4xZ5`; `T3` is every map over three slots.
"""

import re
from collections.abc import Callable, Sequence
from functools import reduce
from itertools import permutations, product
from math import factorial, gcd

from state_probe.tasks.monoid import MOST_CLASSES, Map


def moved(m: Map) -> int:
    """How many slots a permutation changes."""
    return sum(slot != source for slot, source in enumerate(m))


def even(m: Map) -> bool:
    return sum(a > b for i, a in enumerate(m) for b in m[i + 1 :]) % 2 == 0


def beside(left: Sequence[Map], right: Sequence[Map]) -> list[Map]:
    """The direct product: left acts on the first slots, right on those after them."""
    degree = len(left[0])
    return [a + tuple(degree + slot for slot in b) for a in left for b in right]


def rotations(degree: int) -> list[Map]:
    return [tuple((slot + by) % degree for slot in range(degree)) for by in range(degree)]


def symmetric(degree: int) -> list[Map]:
    return list(permutations(range(degree)))


def alternating(degree: int) -> list[Map]:
    return [m for m in symmetric(degree) if even(m)]


def transformations(degree: int) -> list[Map]:
    return list(product(range(degree), repeat=degree))


def prime_powers(n: int) -> list[int]:
    """60 -> 3, 4, 5: the prime powers whose product is n, in order of size; 1 -> 1."""
    powers, prime = [], 2
    while n > 1:
        power = 1
        while n % prime == 0:
            n, power = n // prime, power * prime
        if power > 1:
            powers.append(power)
        prime += 1
    return sorted(powers) or [1]


def cyclic(n: int) -> list[Map]:
    """On one cycle of slots for each prime power of n: Z60 on 3 + 4 + 5. The element k turns each of them by k."""

    def turned(k: int) -> Map:
        found: list[int] = []
        for p in prime_powers(n):
            first = len(found)
            found += [first + (slot + k) % p for slot in range(p)]
        return tuple(found)

    return [turned(k) for k in range(n)]


FAMILIES: dict[str, tuple[Callable[[int], int], Callable[[int], list[Map]]]] = {
    "S": (factorial, symmetric),
    "A": (lambda n: max(1, factorial(n) // 2), alternating),
    "Z": (lambda n: n, cyclic),
    "C": (lambda n: n, cyclic),
    "T": (lambda n: n**n, transformations),
}


def elements(name: str) -> list[Map] | None:
    """Every element of a group by name, in order of their ids; None for what is no name of a group.

    Raises ValueError for a group of more than 100,000 elements."""
    factors = [re.fullmatch(r"([SAZCT])_?(\d{1,3})", factor.strip(), re.I) for factor in re.split(r"_x_|[x×*]", name.strip())]
    known = [(factor[1].upper(), int(factor[2])) for factor in factors if factor and int(factor[2]) > 0]
    if len(known) != len(factors):
        return None
    order = reduce(lambda all, factor: all * FAMILIES[factor[0]][0](min(factor[1], 100)), known, 1)
    if order > MOST_CLASSES:
        raise ValueError(f"{name} has more than {MOST_CLASSES:,} elements")
    return reduce(beside, [FAMILIES[letter][1](n) for letter, n in known])


def swap(degree: int, *moves: tuple[int, int]) -> Map:
    where = dict(moves)
    return tuple(where.get(slot, slot) for slot in range(degree))


def named_generators(degree: int, name: str) -> list[Map] | None:
    """Those that the terminal's `--generators` knows by name, and what the bundled models read, in lexicographic order:
    `swaps`, the identity and every transposition, and `swaps-and-copies`, beside them every copy of one slot to another."""
    slots = range(degree)
    transpositions = [swap(degree, (a, b), (b, a)) for a in slots for b in slots if a < b]
    match name:
        case "swaps":
            return sorted([tuple(slots), *transpositions])
        case "swaps-and-copies":
            copies = [swap(degree, (to, source)) for to in slots for source in slots if to != source]
            return sorted([tuple(slots), *transpositions, *copies])
        case "transpositions":
            return sorted(transpositions)
        case "adjacent":
            return sorted(swap(degree, (b - 1, b), (b, b - 1)) for b in slots if b)
        case "3-cycles":
            triples = [(a, b, c) for a in slots for b in slots if a < b for c in slots if b < c]
            return sorted(
                m for a, b, c in triples for m in (swap(degree, (a, b), (b, c), (c, a)), swap(degree, (a, c), (c, b), (b, a)))
            )
    return None


COPIES_IN_TEN = 1
"""Of ten updates. Copies lose objects, and many of them soon leave one alone."""


def rare_copies(maps: Sequence[Map]) -> list[int]:
    """How often each map stands in random words where one update in ten is a copy: all permutations alike, all others alike."""
    lossy = [len(set(m)) < len(m) for m in maps]
    kept, copies = (10 - COPIES_IN_TEN) * lossy.count(True), COPIES_IN_TEN * lossy.count(False)
    common = gcd(kept, copies)
    return [(copies if loses else kept) // common for loses in lossy]


def cycles(text: str, degree: int) -> list[Map]:
    """`(1 2),(1 2 3 4 5)`: permutations as products of disjoint cycles whose slots count from one. ValueError otherwise."""
    found = []
    for element in (part for part in re.split(r"\s*,\s*(?![^(]*\))", text.strip()) if part):
        if not re.fullmatch(r"(\(\s*(\d+[\s,]*)*\))+", element):
            raise ValueError(f"{element!r} is no product of cycles such as (1 2)(3 4)")
        m, seen = list(range(degree)), set[int]()
        for cycle in re.findall(r"\(([^)]*)\)", element):
            slots = [int(slot) - 1 for slot in re.findall(r"\d+", cycle)]
            if not all(0 <= slot < degree for slot in slots) or seen & set(slots) or len(set(slots)) < len(slots):
                raise ValueError(f"{element}: slots are 1 to {degree}, and each occurs once in disjoint cycles")
            seen |= set(slots)
            for place, slot in enumerate(slots):
                m[slot] = slots[(place + 1) % len(slots)]
        found.append(tuple(m))
    return found
