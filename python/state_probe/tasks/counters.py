"""Languages that need counters: Dyck-1, shuffle-Dyck, a^n b^n c^n."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

Integers = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

Condition = tuple[int, str]
"""A counter's index and "=0" or ">0"."""


@dataclass(frozen=True)
class Move:
    """Reading a symbol: allowed when all conditions hold; adds to the counters and leads to a state."""

    to: int
    add: tuple[int, ...]
    when: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class CounterRule:
    """A deterministic counter machine whose every allowed prefix can be completed.

    moves[state][symbol] is a Move or None; ends[state] is the conditions under which a word may end there, or None.
    The configuration is the state followed by the counters; all start at 0.
    """

    counters: int
    moves: list[list[Move | None]]
    ends: list[tuple[Condition, ...] | None] = field(default_factory=list)

    def initial(self) -> Integers:
        return np.zeros(1 + self.counters, np.int64)

    def holds(self, when: tuple[Condition, ...] | None, at: Integers) -> Bools:
        if when is None:
            return np.zeros(len(at), bool)
        tests = [(at[:, 1 + c] == 0) if sign == "=0" else (at[:, 1 + c] > 0) for c, sign in when]
        return np.all(tests, axis=0) if tests else np.ones(len(at), bool)

    def allowed(self, at: Integers) -> Bools:
        result = np.zeros((len(at), len(self.moves[0]) + 1), bool)
        for state, moves in enumerate(self.moves):
            here = at[:, 0] == state
            conditions = [move.when if move else None for move in moves] + [self.ends[state]]
            for symbol, when in enumerate(conditions):
                result[here, symbol] = self.holds(when, at[here])
        return result

    def after(self, at: Integers, symbols: Integers) -> Integers:
        moves = [self.moves[state][symbol] for state, symbol in zip(at[:, 0], symbols, strict=True)]
        counters = at[:, 1:] + np.array([move.add for move in moves])
        return np.column_stack([[move.to for move in moves], counters])

    def manifest(self) -> dict[str, Any]:
        def of(move: Move | None) -> dict[str, Any] | None:
            return None if move is None else {"to": move.to, "add": list(move.add), "when": [list(c) for c in move.when]}

        return {
            "kind": "counters",
            "counters": self.counters,
            "start": 0,
            "moves": [[of(move) for move in row] for row in self.moves],
            "ends": [when if when is None else [list(c) for c in when] for when in self.ends],
        }


def shuffle_dyck(kinds: int) -> CounterRule:
    """`kinds` sorts of brackets, each balanced on its own; symbols are opening, closing, opening, closing, ..."""
    moves: list[Move | None] = []
    for kind in range(kinds):
        unit = tuple(int(c == kind) for c in range(kinds))
        moves += [Move(0, unit), Move(0, tuple(-u for u in unit), ((kind, ">0"),))]
    return CounterRule(kinds, [moves], [tuple((c, "=0") for c in range(kinds))])


def a_b_c() -> CounterRule:
    """a^n b^n c^n, n >= 1: counter 0 holds the b's that are due, counter 1 the c's."""
    due_b, due_c = ((0, ">0"),), ((0, "=0"), (1, ">0"))
    reading_a = [Move(0, (1, 0)), Move(1, (-1, 1), due_b), None]
    reading_b = [None, Move(1, (-1, 1), due_b), Move(2, (0, -1), due_c)]
    reading_c = [None, None, Move(2, (0, -1), due_c)]
    return CounterRule(2, [reading_a, reading_b, reading_c], [None, None, ((1, "=0"),)])
