"""Formal languages with predictive labels: after every symbol, which symbols may come next.

As in Bhattamishra, Ahuja and Goyal (2020) and Sarrof, Veitsman and Hahn (2024). The alphabet's last symbol is the end of
the word: it may come next where the word so far belongs to the language, and nothing follows it. A step is right when
the model names the set exactly: a logit above 0 for every symbol that may come next and for no other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from state_probe.automata.automaton import Automaton
from state_probe.tasks.interface import Labels, Words

if TYPE_CHECKING:
    import torch

Configurations = npt.NDArray[np.int64]

END = "⊣"
PADDING = -1.0  # label of steps after a word that cannot go on


class Rule(Protocol):
    """What may come next. A configuration is a row of integers that says where in a word one is."""

    def initial(self) -> Configurations:
        """int64 [k]."""

    def allowed(self, at: Configurations) -> npt.NDArray[np.bool_]:
        """Which symbols, the end last, may follow; [batch, k] -> bool [batch, symbols]."""

    def after(self, at: Configurations, symbols: npt.NDArray[np.int64]) -> Configurations:
        """Configurations [batch, k] after one allowed symbol each [batch]."""

    def manifest(self) -> dict[str, Any]: ...


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

    def initial(self) -> Configurations:
        return np.array([self.automaton.start])

    def allowed(self, at: Configurations) -> npt.NDArray[np.bool_]:
        return self.next[at[:, 0]]

    def after(self, at: Configurations, symbols: npt.NDArray[np.int64]) -> Configurations:
        return self.automaton.transitions[at[:, 0], symbols][:, None]

    def manifest(self) -> dict[str, Any]:
        return {
            "kind": "dfa",
            "start": self.automaton.start,
            # null where nothing of the language lies beyond
            "transitions": [[int(to) if self.live[to] else None for to in row] for row in self.automaton.transitions],
            "next": [np.flatnonzero(row).tolist() for row in self.next],
        }


def _placed(at: Configurations, rows: npt.NDArray[np.bool_], new: Configurations) -> Configurations:
    """With other rows, which may be wider, as a queue that grows is."""
    wider = new.shape[1] - at.shape[1]
    if wider > 0:
        at = np.pad(at, ((0, 0), (0, wider)), constant_values=-1)
    at[rows] = np.pad(new, ((0, 0), (0, max(0, -wider))), constant_values=-1)
    return at


class Language:
    """A task (see interface.py) over a rule; labels are float32 [batch, length, symbols] of 0, 1 or PADDING.

    Words are random walks: each symbol is drawn from those allowed, in proportion to `weights`; of a rule that says which
    ones last, from those after which the whole length can be reached.
    """

    def __init__(self, name: str, alphabet: Sequence[str], rule: Rule, weights: Sequence[float] | None = None):
        self.name, self.alphabet, self.rule = name, [*alphabet, END], rule
        self.weights = np.array(weights or [1.0] * len(alphabet), np.float64)
        self.automaton: Automaton | None = getattr(rule, "automaton", None)

    @property
    def vocabulary(self) -> int:
        return len(self.alphabet)

    @property
    def outputs(self) -> int:
        return len(self.alphabet)

    def sample(self, rng: np.random.Generator, batch: int, length: int) -> tuple[Words, Labels]:
        tokens = np.zeros((batch, length), np.int64)
        labels = np.full((batch, length, self.outputs), PADDING, np.float32)
        at = np.repeat(self.rule.initial()[None], batch, axis=0)
        going = np.ones(batch, bool)
        lasting = getattr(self.rule, "lasting", None)
        for t in range(length):
            weight = (lasting(at, length - t) if lasting else self.rule.allowed(at)[:, :-1]) * self.weights
            going &= weight.sum(1) > 0
            if not going.any():
                break
            # Gumbel's trick: the largest of log weight plus noise is a draw in proportion to the weights.
            with np.errstate(divide="ignore"):
                drawn = (np.log(weight) + rng.gumbel(size=weight.shape)).argmax(1)
            at = _placed(at, going, self.rule.after(at[going], drawn[going]))
            tokens[going, t] = drawn[going]
            labels[going, t] = self.rule.allowed(at[going])
        return tokens, labels

    def labels(self, words: npt.ArrayLike) -> Labels:
        """ValueError for words that do not begin a word of the language."""
        tokens = np.asarray(words, np.int64)
        labels = np.empty((*tokens.shape, self.outputs), np.float32)
        at = np.repeat(self.rule.initial()[None], len(tokens), axis=0)
        rows = np.arange(len(tokens))
        for t in range(tokens.shape[1]):
            drawn = tokens[:, t]
            wrong = np.flatnonzero((drawn >= self.outputs - 1) | ~self.rule.allowed(at)[rows, drawn])
            if len(wrong):
                raise ValueError(f"token {t} of word {wrong[0]}, id {drawn[wrong[0]]}, may not come there in {self.name}")
            at = self.rule.after(at, drawn)
            labels[:, t] = self.rule.allowed(at)
        return labels

    def loss(self, logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """Mean binary cross-entropy over all outputs of all steps that are not padding."""
        from torch.nn import functional as F

        real = labels[..., 0] != PADDING
        return F.binary_cross_entropy_with_logits(logits[real], labels[real])

    def correct(self, logits: Any, labels: Any) -> Any:
        """Which steps name the whole set; padding counts as right. bool [batch, length]."""
        return ((logits > 0) == (labels > 0)).all(-1) | (labels[..., 0] == PADDING)

    def read(self) -> npt.NDArray[np.float32]:
        """For regular languages: a logit of 10 for what may follow, -10 for what may not."""
        if not isinstance(self.rule, RegularRule):
            raise ValueError(f"{self.name} is not regular")
        return np.where(self.rule.next, np.float32(10), np.float32(-10))

    def manifest(self) -> dict[str, Any]:
        return {
            "kind": "language",
            "name": self.name,
            "alphabet": self.alphabet,
            "bos": None,
            "rule": self.rule.manifest(),
        }
