"""The manifest of a model: what it is and what its tokens and classes mean (docs/model-contract.md)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from torch import nn

FAMILIES = (
    "nonlinear recurrence",
    "attention",
    "fixed diagonal",
    "non-negative diagonal",
    "signed diagonal",
    "erasing delta rule",
    "reflecting delta rule",
    "diagonal with attention",
    "rotations",
    "input-dependent matrix",
    "linear recurrence with a step function",
)
"""The kinds of models that theory knows, as src/models/architectures.json names them."""

KNOWN: tuple[tuple[str, str, str], ...] = (
    ("RNN", "elman-rnn", "nonlinear recurrence"),
    ("GRU", "gru", "nonlinear recurrence"),
    ("LSTM", "lstm", "nonlinear recurrence"),
    ("TransformerEncoder", "transformer", "attention"),
    ("MultiheadAttention", "transformer", "attention"),
    ("GPT2Model", "gpt2", "attention"),
    ("LlamaModel", "llama", "attention"),
    ("MambaMixer", "mamba", "non-negative diagonal"),
)
"""A class whose presence tells an architecture, and its family."""


def id_of(name: str) -> str:
    """Letters, digits, dots, dashes and underscores, at most 64, as ids are."""
    return re.sub(r"[^A-Za-z0-9._-]+", "-", name).strip("-._")[:64] or "model"


def guessed(model: nn.Module) -> tuple[str, str | None]:
    """Architecture and family, by what a model is made of: its own class where that says nothing, or several things."""
    present = {type(module).__name__ for module in model.modules()}
    found = [(architecture, family) for name, architecture, family in KNOWN if name in present]
    if found and len({family for _, family in found}) == 1:
        return found[0]
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "-", type(model).__name__)
    return words.lower()[:60], None


def parameters(model: nn.Module) -> int:
    """Numbers the model holds, trained or built."""
    return sum(t.numel() for t in model.state_dict().values())


def manifest(task: Mapping[str, Any], fields: Mapping[str, Any]) -> dict[str, Any]:
    """The whole of it. ValueError for fields that the contract does not take, in words."""
    given = {name: value for name, value in fields.items() if value is not None}
    last: dict[str, Any] = {name: given.pop(name) for name in ("training", "metrics") if name in given}
    made: dict[str, Any] = {"format": 1, **given, "task": dict(task), **last}
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}", str(made["id"])):
        raise ValueError(f"id {made['id']!r}: letters, digits, dots, dashes and underscores, at most 64")
    for name, most in (("name", 120), ("architecture", 60), ("license", 60), ("description", 2000)):
        text = made.get(name, "")
        if not isinstance(text, str) or len(text) > most or re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", text):
            raise ValueError(f"{name}: a text of at most {most} characters, without control characters")
    if made.get("family") is not None and made["family"] not in FAMILIES:
        raise ValueError(f"family {made['family']!r} is none of {', '.join(FAMILIES)}")
    return made
