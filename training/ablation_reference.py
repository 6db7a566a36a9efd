"""What PyTorch gives without a part of a model, for a test that has no PyTorch: `python -m training.ablation_reference`.

Writes test/unit/graph/recorded/ablated.json: for parts of several models, what the logits are where zeros stand in their place (a layer
passes on what came in, a convolution reads no earlier token). The test puts the same parts out of action in views of the exported graphs.
"""

import json
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import numpy as np
import torch

from state_probe import files

from training.export import load
from training.patch_reference import scans
from training.reference import DIGITS, sample, tokens
from training.zoo import HERE, Entry, read

PATH = HERE.parent / "test/unit/graph/recorded/ablated.json"
LENGTH = 20
# Kind, layer and part, from one and from zero, as the test names them.
PARTS = {
    "s5-mamba-2": (("layer", 1, 0), ("convolution", 1, 0), ("convolution", 2, 0), ("gate", 2, 0), ("state", 1, 5), ("neuron", 2, 7)),
    "s5-hybrid-2": (("layer", 2, 0), ("head", 2, 1), ("neuron", 2, 3), ("gate", 1, 0)),
    "s5-transformer-2": (("layer", 1, 0), ("head", 1, 0), ("head", 2, 3), ("neuron", 1, 100), ("neuron", 2, 419)),
    "s5-deltanet-1": (("layer", 1, 0), ("state", 1, 2), ("gate", 1, 0)),
    "s5-s4-2": (("state", 2, 11), ("gate", 1, 0), ("neuron", 2, 40)),
    "s5-ids4-1": (("state", 1, 3), ("neuron", 1, 9)),
}


@contextmanager
def hooked(module: torch.nn.Module, change, before: bool = False):
    """`change` is made to what comes out of a module, or goes into it."""

    def pre(_, inputs):
        return (change(inputs[0]), *inputs[1:])

    def post(_, inputs, output):
        return change(output)

    handle = module.register_forward_pre_hook(pre) if before else module.register_forward_hook(post)
    try:
        yield
    finally:
        handle.remove()


def zeroed(part: int, axis: int, parts: int):
    """Zeros in one part of an axis that is cut into so many."""

    def change(x: torch.Tensor) -> torch.Tensor:
        pieces = list(x.chunk(parts, dim=axis))
        pieces[part] = torch.zeros_like(pieces[part])
        return torch.cat(pieces, dim=axis)

    return change


@contextmanager
def state_without(layer: int, part: int, name: str):
    """The recurrence of a layer, whose state has zeros in one part of its channels after every step."""
    runs = 0
    axis = 2 if name == "s4" else 1  # an S4 state has its real and imaginary parts first

    def patched(step):
        nonlocal runs
        runs += 1
        if runs != layer:
            return step

        def other(state, *xs):
            result = step(state, *xs)
            own, *seen = result if isinstance(result, tuple) else (result,)
            own = own.index_fill(axis, torch.tensor([part]), 0.0)
            return (own, *seen) if seen else own

        return other

    scan = "scan_seeing" if name == "mamba" else "scan"
    real = getattr(scans, scan)
    with mock.patch(f"training.architectures.{name}.{scan}", lambda step, *a: real(patched(step), *a)):
        yield


def without(entry: Entry, model: torch.nn.Module, kind: str, layer: int, part: int):
    """The context in which a part is out of action."""
    outer = model.layers[layer - 1]
    inner = getattr(outer, "layer", outer)
    if kind == "layer":
        kept = {}
        outer.register_forward_pre_hook(lambda _, inputs: kept.update(x=inputs[0]))
        return hooked(outer, lambda _: kept["x"])
    if kind == "head":
        attention = outer.attention.layer
        return hooked(attention.project_out, zeroed(part, -1, attention.heads), before=True)
    if kind == "convolution":
        weight = inner.convolution.weight.detach().clone()
        weight[..., :-1] = 0
        return mock.patch.object(inner.convolution, "weight", torch.nn.Parameter(weight))
    if kind == "gate":
        # All that is multiplied by a gate of zeros is zero.
        after = inner.mix if hasattr(inner, "mix") else inner.project_out
        return hooked(after, torch.zeros_like) if after is getattr(inner, "mix", None) else hooked(after, torch.zeros_like, before=True)
    if kind == "state":
        return state_without(layer, part, entry.architecture.replace("-", "_"))
    if hasattr(outer, "feed_forward"):
        return hooked(outer.feed_forward[2], zeroed(part, -1, outer.feed_forward[2].in_features), before=True)
    if hasattr(inner, "mix"):
        return hooked(inner.mix, zeroed(part, -1, inner.mix.in_features), before=True)
    return hooked(outer, lambda x: zeroed(part, -1, x.shape[-1])(x))


def ablated(entry: Entry) -> list[dict]:
    word = torch.from_numpy(tokens(LENGTH, entry.task.vocabulary))[None]
    found = []
    for kind, layer, part in PARTS[entry.id]:
        model = load(entry)
        with torch.no_grad(), without(entry, model, kind, layer, part):
            # Without hooks on a trace: a recurrence is replaced in it, all else in the forward pass.
            logits = (model.observe(word)["logits"] if kind == "state" else model(word))[0].numpy()
        largest = float(f"{np.abs(logits).max():.{DIGITS}g}")
        found.append({"kind": kind, "layer": layer, "part": part, "largest": largest, "numbers": sample(logits)})
    return found


def write(path: Path = PATH) -> None:
    entries = [entry for entry in read() if entry.id in PARTS]
    text = "{\n" + ",\n".join(f"{json.dumps(e.id)}: {json.dumps(ablated(e), separators=(',', ':'))}" for e in entries) + "\n}\n"
    files.replace(path, lambda beside: beside.write_text(text, encoding="utf-8"))


if __name__ == "__main__":
    write()
