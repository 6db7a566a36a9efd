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
    bundle: bool = True
    """Whether it lies in models/ and is packed: what is packed has a bound. Others are exported beside the checkpoints."""
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
        return (MODELS if self.bundle else HERE.parent / "checkpoints") / self.id


READERS = [
    ReaderEntry("text-transformer-3", "transformer", layers=3, width=96, tutored=2, rate=2.5e-3, minutes=15, options={"convolution": 4}),
    ReaderEntry("text-lstm-2", "lstm", layers=2, width=128, tutored=1, rate=3e-3, minutes=2.5, bundle=False),
    ReaderEntry("text-mamba-3", "mamba", layers=3, width=96, tutored=2, rate=2.5e-3, minutes=15),
]


def bundled() -> list[ReaderEntry]:
    return [one for one in READERS if one.bundle and (one.folder / "model.onnx").exists()]


def find(*patterns: str) -> list[ReaderEntry]:
    return [one for one in READERS if any(fnmatchcase(one.id, pattern) for pattern in patterns or ("*",))]
