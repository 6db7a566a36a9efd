"""Moments of a training: its weights at a few points on the way, in half precision.

The last moment is the end of the training. Each before it comes after half the processor time of the next, for most is learned
early: with eight, after 1/128, 1/64, ... and 1/2 of the budget.
"""

from __future__ import annotations

from torch import Tensor, nn


def half(model: nn.Module) -> dict[str, Tensor]:
    """A copy of a model's weights, floats as float16."""
    return {name: value.half() if value.is_floating_point() else value.clone() for name, value in model.state_dict().items()}


class Moments:
    """What is kept so far: weights, and beside them what was told of each (step, minutes, curriculum)."""

    def __init__(self, count: int):
        self.count = count
        self.weights: list[dict[str, Tensor]] = []
        self.told: list[dict] = []

    def due(self, share: float) -> bool:
        """Whether the next moment on the way has come, when `share` of the budget is spent; the end is no moment on the way."""
        kept = len(self.told)
        return kept < self.count - 1 and share >= 2.0 ** (kept + 1 - self.count)

    def keep(self, model: nn.Module, told: dict) -> None:
        self.weights.append(half(model))
        self.told.append(told)

    def finish(self, model: nn.Module, told: dict) -> None:
        """The end of the training, which is the last moment."""
        if self.count:
            self.keep(model, told)

    def tensors(self) -> dict[str, Tensor]:
        """All weights in one table, `0/embedding.weight` and so on, as one safetensors file holds them."""
        return {f"{at}/{name}": value for at, weights in enumerate(self.weights) for name, value in weights.items()}

    def state(self) -> dict:
        return {"weights": self.weights, "told": self.told}

    def take(self, state: dict | None) -> None:
        """The same, from a checkpoint."""
        if state:
            self.weights, self.told = state["weights"], state["told"]


def manifest_of(of: dict, told: dict, number: int, count: int) -> dict:
    """The manifest of the moment `number`, from 1, of the model whose manifest is `of`; no figures, for none were measured of it."""
    training = of["training"]
    return of | {
        "id": f"{of['id']}.{number}",
        "name": f"{of['name']}, after {told['step']} steps",
        "checkpoint": {"of": of["id"], "number": number, "count": count, "step": told["step"], "minutes": told["minutes"]},
        "training": training | {"lengths": [1, told["length"]], "steps": told["step"], "minutes": told["minutes"]},
        "metrics": [],
    }


def of_moment(tensors: dict[str, Tensor], at: int) -> dict[str, Tensor]:
    """The weights of one moment, counted from zero, from the table of all of them."""
    own = f"{at}/"
    return {name.removeprefix(own): value for name, value in tensors.items() if name.startswith(own)}
