"""Training by tokens, a length at a time: the plan for Figure 3 of Merrill, Petty and Sabharwal (2024).

Every batch has the present length. A length is passed when nine words in ten are wholly right: first by a moving average over the
batches, then on fresh words by the very weights that would be kept. Those of the last length passed are what training leaves, in
half precision: the label of every prefix is asked for, so a word that is right at this length is right at every shorter one.

The rows of the embedding and of the output layer start as permutation matrices (training/permutation_rows.py), the same for every
architecture and depth; all is trained.
"""

import numpy as np
import torch
from torch import Tensor, nn

from training.ladder import Ladder
from training.permutation_rows import permutation_rows
from training.run import Run, TEST_SEED, accuracy

WARM_UP_STEPS = 100
FALLING = 0.2  # share of each budget at whose end the rate falls to zero
FRESH_WORDS = 512


class RunByTokens(Run):
    """Ends when every length is passed, after `tokens`, after `patience` tokens without progress, or after `minutes` of processor
    time, and says which. Before an end of the last three the rate falls to zero; progress puts it up again."""

    def begin(self) -> None:
        self.lengths = tuple(self.entry.ladder)
        self.passes: list[dict] = []
        self.best: dict[str, Tensor] | None = None
        task, model = self.entry.task, self.model
        with torch.no_grad():
            model.embedding.weight.copy_(permutation_rows(task.tokens, model.embedding.embedding_dim))
            model.head.weight.copy_(permutation_rows(task.classes, model.head.in_features))
            model.head.bias.zero_()

    def decaying(self) -> list[dict]:
        """Matrices alone: what a recurrence holds by itself (step sizes, rates, frequencies) is not drawn to zero."""
        matrices = {
            id(parameter)
            for module in self.model.modules()
            if isinstance(module, (nn.Linear, nn.Embedding, nn.RNN, nn.LSTM, nn.GRU))
            for parameter in module.parameters(recurse=False)
            if parameter.dim() > 1
        }
        parameters = list(self.model.parameters())
        return [
            {"params": [p for p in parameters if id(p) in matrices]},
            {"params": [p for p in parameters if id(p) not in matrices], "weight_decay": 0.0},
        ]

    def new_curriculum(self, **state) -> Ladder:
        return Ladder(**({"lengths": list(self.entry.ladder)} | state))

    def left(self) -> dict[str, float]:
        """Of each budget the share that is left."""
        ladder, entry = self.curriculum, self.entry
        return {
            "tokens": 1 - ladder.tokens / entry.tokens,
            "plateau": 1 - (ladder.tokens - ladder.progressed) / entry.patience,
            "minutes": 1 - self.spent / self.budget,
        }

    def rate(self) -> float:
        if self.curriculum.finished:
            return 0
        return self.entry.rate * max(0, min((self.step + 1) / WARM_UP_STEPS, min(self.left().values()) / FALLING, 1))

    def observe(self, length: int, right: Tensor) -> None:
        ladder = self.curriculum
        ladder.observe(right.numel(), right.all(1).float().mean().item())
        if not ladder.seems_passed:
            return
        present = self.model.state_dict()
        rounded = {name: value.half() if value.is_floating_point() else value for name, value in present.items()}
        before = {name: value.clone() for name, value in present.items()}
        self.model.load_state_dict(rounded)
        rng = np.random.default_rng([TEST_SEED, self.seed, self.step])
        found = accuracy(self, rng, FRESH_WORDS, length)
        self.model.load_state_dict(before)
        if ladder.tested(found[0]):
            self.best = {name: value.clone() for name, value in rounded.items()}
            figures = {"length": length, "tokens": ladder.tokens, "minutes": round(self.spent / 60, 3), "right": round(found[0], 4)}
            self.passes.append(figures)

    def standing(self) -> dict:
        return {"tokens": self.curriculum.tokens, **super().standing(), "best": round(self.curriculum.best, 4)}

    def kept(self) -> dict[str, Tensor]:
        """Those of the last length passed; where none was, those of the end."""
        return self.best or {name: value.half() for name, value in self.model.state_dict().items()}

    def ending(self) -> dict:
        ladder = self.curriculum
        left = self.left()
        why = "all lengths" if ladder.finished else min(left, key=lambda name: left[name])
        return {
            "tokens": ladder.tokens,
            "why": why,
            "passes": self.passes,
            # Of the length that it was at when it ended: the best moving average of words wholly right.
            "next": None if ladder.finished else {"length": ladder.length, "best": round(ladder.best, 4)},
            **super().ending(),
        }

    def more(self) -> dict:
        return {"passes": self.passes, "best": self.best}

    def take(self, more: dict) -> None:
        self.passes, self.best = more["passes"], more["best"]
