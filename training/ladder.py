"""Lengths one after the other, each until its words are right: the curriculum of training by tokens."""

from dataclasses import dataclass

import numpy as np

ENOUGH = 0.92  # a moving average of words wholly right that is worth a test on fresh ones
RIGHT = 0.9  # of fresh words, as the paper asks
GAIN = 0.02  # how much better than the best before counts as progress


@dataclass
class Ladder:
    """`accuracy` and `best` are of the present length: a moving average, with weight 0.1 for the newest batch, of words wholly
    right before the update, and the greatest that it has been. `progressed` is how many tokens had been read at the last progress."""

    lengths: list[int]
    place: int = 0
    tokens: int = 0
    accuracy: float = 0.0
    best: float = 0.0
    reference: float = 0.0  # the best at the last progress
    progressed: int = 0

    @property
    def finished(self) -> bool:
        return self.place == len(self.lengths)

    @property
    def length(self) -> int:
        """The present one; once all are passed, the last."""
        return self.lengths[min(self.place, len(self.lengths) - 1)]

    @property
    def passed(self) -> int:
        """The longest length passed; 0 while there is none."""
        return self.lengths[self.place - 1] if self.place else 0

    def next_length(self, rng: np.random.Generator) -> int:
        return self.length

    def observe(self, tokens: int, right: float) -> None:
        self.tokens += tokens
        self.accuracy = 0.9 * self.accuracy + 0.1 * right
        self.best = max(self.best, self.accuracy)
        if self.best > self.reference + GAIN:
            self.reference, self.progressed = self.best, self.tokens

    @property
    def seems_passed(self) -> bool:
        return self.accuracy > ENOUGH

    def tested(self, right: float) -> bool:
        """Takes the share of fresh words that are right; whether the length is passed with it."""
        if right <= RIGHT:
            self.accuracy = right  # the average must climb again before the next test
            return False
        self.place += 1
        self.accuracy = self.best = self.reference = 0.0
        self.progressed = self.tokens
        return True
