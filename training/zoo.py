"""Reads zoo.toml, the one table that drives training, export, measuring and the cards."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from torch import nn

from training.architectures import TRAINED, build
from training.tasks import task
from training.tasks.interface import Task

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Entry:
    """One model of the zoo; the fields are explained in zoo.toml."""

    id: str
    name: str
    description: str
    architecture: str
    task_name: str
    layers: int
    width: int
    minutes: float
    length: int
    rate: float
    seeds: tuple[int, ...]
    options: dict

    @property
    def task(self) -> Task:
        return task(self.task_name)

    @property
    def trained(self) -> bool:
        return self.architecture in TRAINED

    def build(self) -> nn.Module:
        """Freshly initialised, or exact."""
        return build(self.architecture, self.task, layers=self.layers, width=self.width, **self.options)

    def run(self, seed: int) -> str:
        """The name of one training run: of its checkpoint, its log and its weights."""
        return f"{self.id}.seed{seed}"

    def weights(self, seed: int) -> Path:
        return HERE / "weights" / f"{self.run(seed)}.safetensors"

    def log(self, seed: int) -> Path:
        return HERE / "logs" / f"{self.run(seed)}.jsonl"

    def checkpoint(self, seed: int) -> Path:
        return HERE / "checkpoints" / f"{self.run(seed)}.pt"


def read(path: Path = HERE / "zoo.toml") -> list[Entry]:
    table = tomllib.loads(path.read_text())
    return [entry(table["defaults"] | model) for model in table["model"]]


def entry(fields: dict) -> Entry:
    """One table of zoo.toml; what Entry does not name itself becomes an option of the architecture."""
    fields = dict(fields)
    fields["task_name"] = fields.pop("task")
    fields["seeds"] = tuple(fields["seeds"])
    own = {name: fields.pop(name) for name in Entry.__dataclass_fields__ if name in fields}
    return Entry(**own, options=fields)


def find(pattern: str) -> list[Entry]:
    """The entries whose id matches a shell pattern, in the table's order."""
    return [e for e in read() if Path(e.id).match(pattern)]
