"""The groups of Merrill, Petty and Sabharwal (2024), section 6, as permutations of slots."""

from itertools import permutations

from training.tasks.monoid import Map, MonoidTask


def moved(m: Map) -> int:
    """How many slots a permutation changes."""
    return sum(slot != source for slot, source in enumerate(m))


def even(m: Map) -> bool:
    return sum(a > b for i, a in enumerate(m) for b in m[i + 1 :]) % 2 == 0


def beside(left: list[Map], right: list[Map]) -> list[Map]:
    """The direct product: left acts on the first slots, right on those after them."""
    degree = len(left[0])
    return sorted(a + tuple(degree + slot for slot in b) for a in left for b in right)


def rotations(degree: int) -> list[Map]:
    return [tuple((slot + by) % degree for slot in range(degree)) for by in range(degree)]


def symmetric(degree: int) -> list[Map]:
    return list(permutations(range(degree)))


def alternating(degree: int) -> list[Map]:
    return [m for m in symmetric(degree) if even(m)]


def s5() -> MonoidTask:
    """S5 by 11 tokens: the identity and the 10 transpositions, in lexicographic order of their one-line form."""
    return MonoidTask("S5", [m for m in symmetric(5) if moved(m) <= 2])


def a5() -> MonoidTask:
    """The smallest non-solvable group; every element is a token."""
    return MonoidTask("A5", alternating(5))


def a4_z5() -> MonoidTask:
    """A4 x Z5, solvable and not abelian, on 4 + 5 slots."""
    return MonoidTask("A4xZ5", beside(alternating(4), rotations(5)))


def z60() -> MonoidTask:
    """Z60 = Z3 x Z4 x Z5, abelian, on 3 + 4 + 5 slots."""
    return MonoidTask("Z60", beside(beside(rotations(3), rotations(4)), rotations(5)))


def flip_flop() -> MonoidTask:
    """One cell that is kept, set to 0 or set to 1; the two constants are slots that never change."""
    return MonoidTask("flip-flop", [(0, 1, 2), (1, 1, 2), (2, 1, 2)])
