"""What training, export and the exact models ask of a task."""

from typing import Protocol

import numpy as np
import torch

from training.automata.automaton import Automaton


class Task(Protocol):
    """Random words with a label after every token."""

    name: str
    automaton: Automaton | None  # for regular tasks

    @property
    def vocabulary(self) -> int: ...

    @property
    def outputs(self) -> int: ...

    def sample(self, rng: np.random.Generator, batch: int, length: int) -> tuple[torch.Tensor, torch.Tensor]:
        """Tokens int64 [batch, length] and their labels, in the form that loss and correct take."""

    def loss(self, logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """Mean over all steps, in nats; logits [batch, length, outputs]."""

    def correct(self, logits: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
        """Which steps are right, bool [batch, length]."""

    def read(self) -> torch.Tensor:
        """The logits that are right in each state of the automaton, float32 [states, outputs]."""

    def manifest(self) -> dict:
        """The `task` field of a model's manifest."""
