"""Formal languages with predictive labels: after every symbol, which symbols may come next.

As in Bhattamishra, Ahuja and Goyal (2020) and Sarrof, Veitsman and Hahn (2024). The alphabet's last symbol is the end of
the word: it may come next where the word so far belongs to the language, and nothing follows it. A step is right when
the model names the set exactly: a logit above 0 for every symbol that may come next and for no other.
"""

from typing import Protocol

import numpy as np
import torch
from torch.nn import functional as F

from training.automata.automaton import Automaton

END = "⊣"
PADDING = -1.0  # label of steps after a word that cannot go on


class Rule(Protocol):
    """What may come next. A configuration is a row of integers that says where in a word one is."""

    def initial(self) -> np.ndarray:
        """int64 [k]."""

    def allowed(self, at: np.ndarray) -> np.ndarray:
        """Which symbols, the end last, may follow; [batch, k] -> bool [batch, symbols]."""

    def after(self, at: np.ndarray, symbols: np.ndarray) -> np.ndarray:
        """Configurations [batch, k] after one allowed symbol each [batch]."""

    def manifest(self) -> dict: ...


class RegularRule:
    """A DFA: a symbol may follow when some word with it is still in the language. The configuration is the state.

    The automaton here also reads the end of the word, which leads to a state of its own that nothing leaves.
    """

    def __init__(self, words: Automaton):
        self.live = np.append(words.live(), False)
        self.next = np.column_stack([self.live[words.transitions], words.accepting])
        self.next = np.vstack([self.next, np.zeros(words.symbols + 1, bool)])
        table = np.full(self.next.shape, words.states)
        table[:-1, :-1] = words.transitions
        self.automaton = Automaton(words.start, table, np.append(words.accepting, False))

    def initial(self) -> np.ndarray:
        return np.array([self.automaton.start])

    def allowed(self, at: np.ndarray) -> np.ndarray:
        return self.next[at[:, 0]]

    def after(self, at: np.ndarray, symbols: np.ndarray) -> np.ndarray:
        return self.automaton.transitions[at[:, 0], symbols][:, None]

    def manifest(self) -> dict:
        return {
            "kind": "dfa",
            "start": self.automaton.start,
            # null where nothing of the language lies beyond
            "transitions": [[int(to) if self.live[to] else None for to in row] for row in self.automaton.transitions],
            "next": [np.flatnonzero(row).tolist() for row in self.next],
        }


class Language:
    """A task (see interface.py) over a rule; labels are float32 [batch, length, symbols] of 0, 1 or PADDING.

    Words are random walks: each symbol is drawn from those allowed, in proportion to `weights`.
    """

    def __init__(self, name: str, alphabet: str, rule: Rule, weights: tuple[float, ...] | None = None):
        self.name, self.alphabet, self.rule = name, alphabet + END, rule
        self.weights = np.array(weights or [1.0] * len(alphabet))
        self.automaton = getattr(rule, "automaton", None)

    @property
    def vocabulary(self) -> int:
        return len(self.alphabet)

    @property
    def outputs(self) -> int:
        return len(self.alphabet)

    def sample(self, rng: np.random.Generator, batch: int, length: int) -> tuple[torch.Tensor, torch.Tensor]:
        tokens = np.zeros((batch, length), np.int64)
        labels = np.full((batch, length, self.outputs), PADDING, np.float32)
        at = np.repeat(self.rule.initial()[None], batch, axis=0)
        going = np.ones(batch, bool)
        for t in range(length):
            weight = self.rule.allowed(at)[:, :-1] * self.weights
            going &= weight.sum(1) > 0
            if not going.any():
                break
            # Gumbel's trick: the largest of log weight plus noise is a draw in proportion to the weights.
            with np.errstate(divide="ignore"):
                drawn = (np.log(weight) + rng.gumbel(size=weight.shape)).argmax(1)
            at[going] = self.rule.after(at[going], drawn[going])
            tokens[going, t] = drawn[going]
            labels[going, t] = self.rule.allowed(at[going])
        return torch.from_numpy(tokens), torch.from_numpy(labels)

    def loss(self, logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """Mean binary cross-entropy over all outputs of all steps that are not padding."""
        real = labels[..., 0] != PADDING
        return F.binary_cross_entropy_with_logits(logits[real], labels[real])

    def correct(self, logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """Which steps name the whole set; padding counts as right. bool [batch, length]."""
        return ((logits > 0) == (labels > 0)).all(-1) | (labels[..., 0] == PADDING)

    def read(self) -> torch.Tensor:
        """For regular languages: a logit of 10 for what may follow, -10 for what may not."""
        return torch.where(torch.from_numpy(self.rule.next), 10.0, -10.0)

    def manifest(self) -> dict:
        return {
            "kind": "language",
            "name": self.name,
            "alphabet": list(self.alphabet),
            "bos": None,
            "rule": self.rule.manifest(),
        }
