"""The word problem of a finite transformation monoid: give the product of every prefix of a word."""

import numpy as np
import torch
from torch.nn import functional as F

from training.automata.automaton import Automaton

Map = tuple[int, ...]


def then(arrangement: Map, step: Map) -> Map:
    """The arrangement after one step, a'[j] = a[m[j]]: slot j now holds what slot m[j] held."""
    return tuple(arrangement[source] for source in step)


def generated(tokens: list[Map]) -> list[Map]:
    """Every product of the tokens, the empty one included, in lexicographic order."""
    identity = tuple(range(len(tokens[0])))
    found, frontier = {identity}, [identity]
    while frontier:
        reached = {then(a, m) for a in frontier for m in tokens} - found
        found |= reached
        frontier = list(reached)
    return sorted(found)


class MonoidTask:
    """Tokens are maps over slots, classes are the arrangements they generate.

    The label after t tokens is the class of m1 m2 ... mt, composed left to right as in Merrill, Petty and
    Sabharwal (2024), section 6, whose data sets label every prefix too. States of the automaton are the classes.
    """

    def __init__(self, name: str, tokens: list[Map]):
        self.name = name
        self.tokens = tokens
        self.classes = generated(tokens)
        index = {c: i for i, c in enumerate(self.classes)}
        table = np.array([[index[then(c, m)] for m in tokens] for c in self.classes])
        self.automaton = Automaton(index[tuple(range(len(tokens[0])))], table, np.ones(len(table), bool))

    @property
    def vocabulary(self) -> int:
        return len(self.tokens)

    @property
    def outputs(self) -> int:
        return len(self.classes)

    def sample(self, rng: np.random.Generator, batch: int, length: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Uniform random words and their labels, both int64 [batch, length]."""
        words = rng.integers(self.vocabulary, size=(batch, length))
        return torch.from_numpy(words), torch.from_numpy(self.automaton.run(words))

    def loss(self, logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """Mean cross-entropy in nats over all steps; logits [batch, length, classes]."""
        return F.cross_entropy(logits.flatten(0, 1), labels.flatten())

    def correct(self, logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """Which steps are right, bool [batch, length]."""
        return logits.argmax(-1) == labels

    def read(self) -> torch.Tensor:
        """One class for each state; a logit of 10 among 120 classes means a probability of 0.995."""
        return 10 * torch.eye(self.outputs)

    def manifest(self) -> dict:
        """The `task` field of a model's manifest (docs: the model contract)."""
        return {
            "kind": "monoid",
            "name": self.name,
            "degree": len(self.tokens[0]),
            "tokens": [list(m) for m in self.tokens],
            "classes": [list(c) for c in self.classes],
            "bos": None,
        }
