"""What everything else asks of a task."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from state_probe.automata.automaton import Automaton

if TYPE_CHECKING:
    import torch

Words = npt.NDArray[np.int64]
"""Token ids [batch, length]."""
Labels = npt.NDArray[Any]
"""Of a monoid the class after every token, int64 [batch, length]; of a language which symbols may come next, 0, 1, or
-1 after a word that cannot go on, float32 [batch, length, symbols]."""


class Task(Protocol):
    """Random words with a label after every token."""

    @property
    def name(self) -> str: ...

    @property
    def automaton(self) -> Automaton | None:
        """Of regular tasks."""

    @property
    def vocabulary(self) -> int:
        """Number of token ids."""

    @property
    def outputs(self) -> int:
        """Number of logits at every position."""

    def sample(self, rng: np.random.Generator, batch: int, length: int) -> tuple[Words, Labels]:
        """Random words for training, and their labels in the form that loss and correct take."""

    def labels(self, words: npt.ArrayLike) -> Labels:
        """The labels of given words, [batch, length]."""

    def loss(self, logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """Mean over all steps, in nats; logits [batch, length, outputs]. Needs PyTorch."""

    def correct(self, logits: Any, labels: Any) -> Any:
        """Which steps are right, bool [batch, length]; both arrays, or both tensors."""

    def read(self) -> npt.NDArray[np.float32]:
        """The logits that are right in each state of the automaton, [states, outputs]."""

    def manifest(self) -> dict[str, Any]:
        """The `task` field of a model's manifest (docs/model-contract.md)."""
