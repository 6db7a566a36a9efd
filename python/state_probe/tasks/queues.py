"""Strings that are copied (Jelassi et al. 2024), of all letters, without noise, or as a switch says: machines with a queue."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from state_probe.drawing import queue_longest
from state_probe.tasks.language import Language

Integers = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

LETTERS = "abcdefghijklmnopqrstuvwxyz"
NOTHING = -1  # behind the end of a queue


@dataclass(frozen=True)
class Queued:
    """Reading a symbol leads to a state, and keeps the queue, puts the symbol there, or takes it out where it is the first."""

    to: int
    queue: Literal["keep", "push", "pop"]


@dataclass(frozen=True)
class QueueRule:
    """moves[state][symbol] is a move or None; ends[state] whether a word may end there with nothing queued.

    The configuration is the state, and behind it the queue, filled with NOTHING. It is empty at first, in state 0.
    """

    moves: list[list[Queued | None]]
    ends: list[bool]

    def initial(self) -> Integers:
        return np.array([0, NOTHING])

    def allowed(self, at: Integers) -> Bools:
        state, first = at[:, 0], at[:, 1]
        result = np.zeros((len(at), len(self.moves[0]) + 1), bool)
        result[:, :-1] = self._known()[state]
        pops = self._are("pop")[state]
        result[:, :-1] &= ~pops | (first[:, None] == np.arange(len(self.moves[0])))
        result[:, -1] = np.array(self.ends)[state] & (first == NOTHING)
        return result

    def after(self, at: Integers, symbols: Integers) -> Integers:
        """One column wider than `at` where a queue is full."""
        rows, state = np.arange(len(at)), at[:, 0]
        pushes, pops = (self._are(what)[state, symbols] for what in ("push", "pop"))
        queue = at[:, 1:]
        queue = np.column_stack([np.where(pops[:, None], np.roll(queue, -1, 1), queue), np.full(len(at), NOTHING)])
        queue[pops, -2] = NOTHING
        queue[rows[pushes], (queue == NOTHING).argmax(1)[pushes]] = symbols[pushes]
        wide = queue if (queue[:, -1] != NOTHING).any() else queue[:, :-1]
        to = np.array([[0 if move is None else move.to for move in row] for row in self.moves])
        return np.column_stack([to[state, symbols], wide])

    def lasting(self, at: Integers, more: int) -> Bools:
        """Symbols, but for the end, that may come next and after which so many in all can follow; [batch, symbols]."""
        result = self.allowed(at)[:, :-1]
        places, which = np.unique(np.column_stack([at[:, 0], (at[:, 1:] != NOTHING).sum(1)]), axis=0, return_inverse=True)
        change = {"keep": 0, "push": 1, "pop": -1}
        lasts = [
            [move is not None and self.longest(move.to, held + change[move.queue]) >= more - 1 for move in self.moves[state]]
            for state, held in places.tolist()
        ]
        return result & np.array(lasts)[which.reshape(-1)]

    @cached_property
    def longest(self) -> Callable[[int, int], float]:
        """How many symbols can follow a state in which so many are queued."""
        return queue_longest(self.manifest())

    def manifest(self) -> dict[str, Any]:
        rows = [[move and {"to": move.to, "queue": move.queue} for move in row] for row in self.moves]
        return {"kind": "queue", "start": 0, "moves": rows, "ends": list(self.ends)}

    def _known(self) -> Bools:
        return np.array([[move is not None for move in row] for row in self.moves])

    def _are(self, what: str) -> Bools:
        return np.array([[move is not None and move.queue == what for move in row] for row in self.moves])


def copying(family: str, letters: int) -> Language | None:
    """`copy`, `selective-copy` or `switched-copy` over 2 to 26 letters: a string, `=`, and of the string again what is copied."""
    if not 2 <= letters <= len(LETTERS):
        return None

    def keep(to: int) -> Queued:
        return Queued(to, "keep")

    pushed = [Queued(0, "push")] * letters
    reading: dict[str, tuple[str, list[list[Queued]], list[float]]] = {
        "copy": ("", [[*pushed, keep(1)]], []),
        "selective-copy": (".", [[*pushed, keep(0), keep(1)]], [letters]),
        "switched-copy": (
            "+-",
            [[*pushed, keep(0), keep(1), keep(2)], [*[keep(1)] * letters, keep(0), keep(1), keep(2)]],
            [letters / 8, letters / 8],
        ),
    }
    if family not in reading:
        return None
    extra, rows, weights = reading[family]
    copied: list[Queued | None] = [*[Queued(len(rows), "pop")] * letters, *[None] * (len(extra) + 1)]
    rule = QueueRule([*rows, copied], [*[False] * len(rows), True])
    symbols = [*LETTERS[:letters], *extra, "="]
    return Language(f"{family} {letters}", symbols, rule, (*[1.0] * letters, *weights, letters))
