"""The architectures of the zoo, each in a file named as in the literature.

Which there are is said once, in src/models/architectures.json, with their families and what theory says of them. The file
of `elman-rnn` is `elman_rnn.py`, and its function of the same name builds it.
"""

import json
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from torch import nn

from state_probe.tasks import Task

TABLE: dict = json.loads((Path(__file__).parents[2] / "src/models/architectures.json").read_text("utf-8"))


def builder(architecture: str) -> Callable[..., nn.Module]:
    name = architecture.replace("-", "_")
    return getattr(import_module(f"training.architectures.{name}"), name)


TRAINED = {a["name"]: builder(a["name"]) for a in TABLE["architectures"] if not a.get("exact")}
EXACT = {a["name"]: builder(a["name"]) for a in TABLE["architectures"] if a.get("exact")}
"""Built from an automaton, not trained; see the theorem named in each file."""

FAMILIES = {
    family: tuple(a["name"] for a in TABLE["architectures"] if a.get("family") == family) for family in TABLE["families"]
}
"""Those that plots show side by side."""


def build(architecture: str, task: Task, **options) -> nn.Module:
    """A freshly initialised model, or the exact one; options are those of the architecture's own function."""
    if architecture in EXACT:
        own = {name: value for name, value in options.items() if name not in ("layers", "width")}
        return EXACT[architecture](task, **own)
    return TRAINED[architecture](task.vocabulary, task.outputs, **options)
