"""Which readers there are, and where what belongs to each of them lies."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path

from training.texts.reader import Reader
from training.texts.vocabulary import SIZE

HERE = Path(__file__).parent
MODELS = HERE.parents[1] / "models"


@dataclass(frozen=True)
class ReaderEntry:
    id: str
    architecture: str
    layers: int
    width: int
    tutored: int
    """The layer from which the tutor reads: the last but one, since nothing of the last one goes on to other tokens."""
    rate: float
    """The peak learning rate of AdamW."""
    minutes: float
    """The budget of processor time."""
    options: dict = field(default_factory=dict)

    def build(self) -> Reader:
        return Reader(SIZE, self.architecture, self.layers, self.width, **self.options)

    @property
    def weights(self) -> Path:
        return HERE.parent / "weights" / f"{self.id}.safetensors"

    @property
    def log(self) -> Path:
        return HERE.parent / "logs" / f"{self.id}.jsonl"

    @property
    def checkpoint(self) -> Path:
        return HERE.parent / "checkpoints" / f"{self.id}.pt"

    @property
    def folder(self) -> Path:
        return MODELS / self.id


READERS = [
    ReaderEntry("text-transformer-4", "transformer", layers=4, width=96, tutored=3, rate=1.5e-3, minutes=10),
    ReaderEntry("text-lstm-2", "lstm", layers=2, width=128, tutored=1, rate=3e-3, minutes=6),
    ReaderEntry("text-mamba-3", "mamba", layers=3, width=96, tutored=2, rate=2e-3, minutes=7),
]


def find(*patterns: str) -> list[ReaderEntry]:
    return [one for one in READERS if any(fnmatchcase(one.id, pattern) for pattern in patterns or ("*",))]
