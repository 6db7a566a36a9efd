"""A complete deterministic finite automaton (DFA)."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Automaton:
    """transitions[state, symbol] is the next state (int64 [states, symbols]); accepting is bool [states]."""

    start: int
    transitions: npt.NDArray[Any]
    accepting: npt.NDArray[np.bool_]

    @property
    def states(self) -> int:
        return int(self.transitions.shape[0])

    @property
    def symbols(self) -> int:
        return int(self.transitions.shape[1])

    def run(self, words: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The state after every symbol; words and result are int64 [batch, length]."""
        visited = np.empty_like(words)
        state = np.full(len(words), self.start)
        for t in range(words.shape[1]):
            state = self.transitions[state, words[:, t]]
            visited[:, t] = state
        return visited

    def live(self) -> npt.NDArray[np.bool_]:
        """From which states some word still leads to acceptance, bool [states]."""
        live = self.accepting.copy()
        while True:
            more = live | live[self.transitions].any(1)
            if (more == live).all():
                return live
            live = more

    def minimal(self) -> "Automaton":
        """The smallest automaton of the same language (Moore 1956), states in breadth-first order from the start."""
        block = self.accepting.astype(np.int64)
        while True:
            signature = np.column_stack([block, block[self.transitions]])
            _, finer = np.unique(signature, axis=0, return_inverse=True)
            if finer.max() == block.max():
                break
            block = finer
        order, rows = [block[self.start]], []
        for b in order:
            member = int(np.flatnonzero(block == b)[0])
            successors = block[self.transitions[member]]
            order += [s for s in dict.fromkeys(successors) if s not in order]
            rows.append((successors, self.accepting[member]))
        place = {b: i for i, b in enumerate(order)}
        table = np.array([[place[s] for s in successors] for successors, _ in rows])
        return Automaton(0, table, np.array([accepts for _, accepts in rows]))
