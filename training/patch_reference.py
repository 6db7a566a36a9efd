"""What PyTorch gives where a state is replaced, for a test that has no PyTorch: `python -m training.patch_reference`.

Writes test/unit/graph/recorded/pytorch.json: for models of several architectures, and for each of their layers and recurrent states, what
the logits are from the patched step on. A layer is replaced by a forward hook of PyTorch, a state within the loop of its
recurrence. The test makes the same patches in views of the exported graphs.
"""

import json
from contextlib import contextmanager
from pathlib import Path
from unittest import mock

import numpy as np
import torch

from state_probe import files, scans

from training.export import load
from training.reference import DIGITS, sample, tokens
from training.zoo import HERE, Entry, read

PATH = HERE.parent / "test/unit/graph/recorded/pytorch.json"
MODELS = ("s5-mamba-2", "s5-s4-2", "s5-deltanet-1", "s5-lstm-1", "s5-ids4-1", "s5-gated-linear-attention-2", "s5-transformer-4", "s5-hybrid-2")
LENGTH, TOKEN = 20, 8


def values(size: int) -> np.ndarray:
    """What is put in, float32 [size]; the test can write it down too."""
    return (((7 * np.arange(size) + 3) % 11 - 5) / 10).astype(np.float32)


@contextmanager
def replaced(module: torch.nn.Module):
    """Its output [1, length, width] has other values after one token."""

    def hook(_, __, x):
        x = x.clone()
        x[0, TOKEN] = torch.from_numpy(values(x.shape[-1]))
        return x

    handle = module.register_forward_hook(hook)
    try:
        yield
    finally:
        handle.remove()


@contextmanager
def replaced_state(wanted: int):
    """The recurrence that is run as number `wanted`, from 1, goes on from another state after one token."""
    runs = 0

    def patched(step):
        nonlocal runs
        runs += 1
        if runs != wanted:
            return step
        steps = 0

        def other(state, *xs):
            nonlocal steps
            result = step(state, *xs)
            own, *seen = result if isinstance(result, tuple) else (result,)
            if steps == TOKEN:
                own = torch.from_numpy(values(own.numel())).reshape(own.shape)
            steps += 1
            return (own, *seen) if seen else own

        return other

    real = {name: getattr(scans, name) for name in ("scan", "scan_seeing")}
    with mock.patch.multiple("training.architectures.mamba", scan_seeing=lambda step, *a: real["scan_seeing"](patched(step), *a)):
        names = ("deltanet", "elman_rnn", "gated_linear_attention", "ids4", "lstm", "s4")
        patches = [mock.patch(f"training.architectures.{name}.scan", lambda step, *a: real["scan"](patched(step), *a)) for name in names]
        for one in patches:
            one.start()
        try:
            yield
        finally:
            for one in patches:
                one.stop()


def patches(entry: Entry) -> dict[str, dict]:
    model = load(entry)
    word = torch.from_numpy(tokens(LENGTH, entry.task.vocabulary))[None]
    found = {}

    def note(name: str, logits: torch.Tensor) -> None:
        tail = logits[0, TOKEN:].numpy()
        found[name] = {"largest": float(f"{np.abs(tail).max():.{DIGITS}g}"), "numbers": sample(tail)}

    with torch.no_grad():
        shown = model.observe(word)
        for k in range(sum(name.startswith("hidden.") for name in shown)):
            with replaced(model.embedding if k == 0 else model.layers[k - 1]):
                note(f"hidden.{k}", model(word))
        for at, name in enumerate(sorted(name for name in shown if name.startswith("state.")), start=1):
            with replaced_state(at):
                note(name, model.observe(word)["logits"])
    return found


def write(path: Path = PATH) -> None:
    entries = [entry for entry in read() if entry.id in MODELS]
    text = "{\n" + ",\n".join(f"{json.dumps(e.id)}: {json.dumps(patches(e), separators=(',', ':'))}" for e in entries) + "\n}\n"
    files.replace(path, lambda beside: beside.write_text(text, encoding="utf-8"))


if __name__ == "__main__":
    write()
