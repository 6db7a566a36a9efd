"""The word problem of a finite transformation monoid: give the product of every prefix of a word."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import numpy.typing as npt

from state_probe.automata.automaton import Automaton
from state_probe.tasks.interface import Labels, Words

if TYPE_CHECKING:
    import torch

Map = tuple[int, ...]
Acts = Literal["slots", "values"]

MOST_DEGREE = 64  # of the model contract
MOST_WEIGHT = 1_000_000
MOST_CLASSES = 100_000
"""S8 and A8 fit (40,320); a larger output layer is a mistake more likely than a wish."""


def then(arrangement: Map, step: Map) -> Map:
    """The arrangement after one step, a'[j] = a[m[j]]: slot j now holds what slot m[j] held."""
    return tuple(arrangement[source] for source in step)


def then_on_values(table: Map, step: Map) -> Map:
    """What each first value has become after one more step, v' = f(v)."""
    return tuple(step[value] for value in table)


PRODUCTS: dict[str, Callable[[Map, Map], Map]] = {"slots": then, "values": then_on_values}


def generated(tokens: Sequence[Map], product: Callable[[Map, Map], Map] = then, most: float = float("inf")) -> list[Map]:
    """Every product of the tokens, the empty one included, in lexicographic order; ValueError for more than `most`."""
    identity = tuple(range(len(tokens[0])))
    found, frontier = {identity}, [identity]
    while frontier:
        reached: set[Map] = set()
        for element in frontier:
            reached.update(reachable for m in tokens if (reachable := product(element, m)) not in found)
            if len(found) + len(reached) > most:
                raise ValueError(f"the tokens generate more than {most:,} elements")
        found |= reached
        frontier = list(reached)
    return sorted(found)


class MonoidTask:
    """Tokens are maps over slots (or tables over values), classes are the products they generate.

    The label after t tokens is the class of m1 m2 ... mt, composed left to right as in Merrill, Petty and
    Sabharwal (2024), section 6, whose data sets label every prefix too. States of the automaton are the classes.

    `weights` say how often each token stands in random words, one beside the other; without them all are drawn alike.
    """

    def __init__(
        self, name: str, tokens: Sequence[Sequence[int]], acts: Acts = "slots", weights: Sequence[int] | None = None
    ):
        maps = [tuple(int(slot) for slot in m) for m in tokens]
        degree = len(maps[0]) if maps else 0
        if not degree:
            raise ValueError("no maps")
        if degree > MOST_DEGREE:
            raise ValueError(f"maps over {degree} slots; a model's task has at most {MOST_DEGREE}")
        for m in maps:
            if len(m) != degree or not all(0 <= slot < degree for slot in m):
                raise ValueError(f"{list(m)} is no map over {degree} slots: {degree} numbers below {degree}")
        if acts not in PRODUCTS:
            raise ValueError(f'acts is "slots" or "values", not {acts!r}')
        if weights is not None and (
            len(weights) != len(maps) or not all(type(w) is int and 0 <= w <= MOST_WEIGHT for w in weights) or not any(weights)
        ):
            raise ValueError(f"weights are a whole number from 0 to {MOST_WEIGHT:,} for each of the {len(maps)} tokens, not all zero")
        product = PRODUCTS[acts]
        self.name, self.acts, self.tokens = name, acts, maps
        self.weights = None if weights is None else list(weights)
        self.classes = generated(maps, product, MOST_CLASSES)
        index = {c: i for i, c in enumerate(self.classes)}
        table = np.array([[index[product(c, m)] for m in maps] for c in self.classes], np.int64)
        self.automaton: Automaton | None = Automaton(index[tuple(range(degree))], table, np.ones(len(table), bool))

    @property
    def vocabulary(self) -> int:
        return len(self.tokens)

    @property
    def outputs(self) -> int:
        return len(self.classes)

    def sample(self, rng: np.random.Generator, batch: int, length: int) -> tuple[Words, Labels]:
        """Random words and their labels, both int64 [batch, length]."""
        if self.weights is None:
            words = rng.integers(self.vocabulary, size=(batch, length))
        else:
            ends = np.cumsum(self.weights)
            words = np.searchsorted(ends, rng.integers(ends[-1], size=(batch, length)), side="right")
        return words, self.labels(words)

    def labels(self, words: npt.ArrayLike) -> Labels:
        assert self.automaton is not None
        return self.automaton.run(np.asarray(words, np.int64))

    def loss(self, logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """Mean cross-entropy in nats over all steps; logits [batch, length, classes]."""
        from torch.nn import functional as F

        return F.cross_entropy(logits.flatten(0, 1), labels.flatten())

    def correct(self, logits: Any, labels: Any) -> Any:
        """Which steps are right, bool [batch, length]."""
        return logits.argmax(-1) == labels

    def read(self) -> npt.NDArray[np.float32]:
        """One class for each state; a logit of 10 among 120 classes means a probability of 0.995."""
        return 10 * np.eye(self.outputs, dtype=np.float32)

    def manifest(self) -> dict[str, Any]:
        """The `task` field of a model's manifest (docs: the model contract)."""
        return {
            "kind": "monoid",
            "name": self.name,
            "degree": len(self.tokens[0]),
            **({"acts": "values"} if self.acts == "values" else {}),
            "tokens": [list(m) for m in self.tokens],
            **({} if self.weights is None else {"weights": self.weights}),
            "classes": [list(c) for c in self.classes],
            "bos": None,
        }
