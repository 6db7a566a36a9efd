"""Which length comes next: short words first, longer ones once the present ones are mastered."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Curriculum:
    """Starts at length 2 and grows by a quarter, at least one, when the moving accuracy passes `enough`.

    Seven batches of ten have the present length, the others a shorter one. Accuracy is that of single steps at the
    present length, a moving average with weight 0.1 for the newest batch.
    """

    longest: int
    length: int = 2
    accuracy: float = 0.0
    enough: float = 0.97
    # Asked of the longest length before training may end early: full words of 64 steps need far better steps.
    finished: float = 0.9995

    def next_length(self, rng: np.random.Generator) -> int:
        return self.length if rng.random() < 0.7 else int(rng.integers(1, self.length + 1))

    def observe(self, length: int, accuracy: float) -> None:
        if length != self.length:
            return
        self.accuracy = 0.9 * self.accuracy + 0.1 * accuracy
        if self.accuracy > self.enough and self.length < self.longest:
            self.length = min(self.longest, self.length + max(1, self.length // 4))
            self.accuracy = 0.0

    @property
    def mastered(self) -> bool:
        return self.length == self.longest and self.accuracy > self.finished
