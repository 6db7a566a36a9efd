"""Reads zoo.toml, the one table that drives training, export, measuring and the cards."""

import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from state_probe.tasks import Task
from torch import nn

from training.architectures import TRAINED, build
from training.tasks import task

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
    tokens_per_step: int
    early: bool
    ladder: tuple[int, ...]
    tokens: int
    patience: int
    moments: int
    seeds: tuple[int, ...]
    bundle: bool
    writes: bool
    half: bool
    longest: int
    options: dict

    @property
    def task(self) -> Task:
        return task(self.task_name)

    @property
    def trained(self) -> bool:
        return self.architecture in TRAINED

    def build(self) -> nn.Module:
        """Freshly initialised, or exact."""
        if self.writes:
            # Its states are tokens too: training/writing.py.
            vocabulary = self.task.vocabulary + self.task.outputs
            options = {"layers": self.layers, "width": self.width, **self.options}
            return TRAINED[self.architecture](vocabulary, self.task.outputs, **options)
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

    def moments_file(self, seed: int) -> Path:
        """Weights of every moment of the training; beside the checkpoints, for the exported files are what is committed of them."""
        return HERE / "checkpoints" / f"{self.run(seed)}.moments.safetensors"


def read(path: Path = HERE / "zoo.toml") -> list[Entry]:
    table = tomllib.loads(path.read_text())
    return [entry(fields) for model in table["model"] for fields in spread(table["defaults"] | model)]


def spread(model: dict) -> list[dict]:
    """One table of zoo.toml for each task and depth it lists."""
    tasks, depths = (v if isinstance(v, list) else [v] for v in (model["task"], model["layers"]))
    return [model | {"task": task, "layers": layers} for task in tasks for layers in depths]


def entry(fields: dict) -> Entry:
    """One model; what Entry does not name itself becomes an option of the architecture."""
    fields = dict(fields)
    task_name = fields.pop("task")
    layers = fields["layers"]
    name = fields["name"]
    if fields["architecture"] in TRAINED:
        name += f", {layers} layer" + ("s" if layers > 1 else "")
    fields |= {
        "task_name": task_name,
        "id": fields["id"].format(task=task_name.lower(), layers=layers),
        "name": name if task_name == "S5" else f"{name}, {task_name}",
        "seeds": tuple(fields["seeds"]),
        "ladder": tuple(fields.get("ladder", ())),
        "tokens": fields.get("tokens", 0),
        "patience": fields.get("patience", 0),
        "writes": fields.get("writes", False),
        "half": fields.get("half", False),
        "longest": fields.get("longest", 0),
        "moments": fields.get("moments", 0),
    }
    own = {field: fields.pop(field) for field in Entry.__dataclass_fields__ if field in fields}
    return Entry(**own, options=fields)


def find(*patterns: str) -> list[Entry]:
    """The entries whose id matches a shell pattern, pattern by pattern, each in the table's order."""
    entries = read()
    found = [e for pattern in patterns for e in entries if fnmatchcase(e.id, pattern)]
    return list({e.id: e for e in found}.values())
