"""Compares exported models with PyTorch: `python -m training.check [PATTERN ...] [--models models]`.

Every output the contract names must agree within 1e-4 at lengths the graph was not traced with, or within 1e-4 of its
largest number where that exceeds 1 (a residual stream that grew to 800 has steps of 6e-5 in float32; there ONNX and
PyTorch are equally far from a run in float64). Predicted classes must agree at every step. Exact models are also run over words of length 10,000 against their automaton.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
import onnxruntime
import torch

from training.export import load
from training.zoo import HERE, Entry, find

TOLERANCE = 1e-4
LENGTHS = (1, 7, 64, 300)
SEED = 5
LONG = (20, 10_000)  # words and their length, for the exact models


def session(path: Path) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])


def differences(path: Path, model: torch.nn.Module, vocabulary: int) -> dict[str, float]:
    """The largest difference of each output, over all lengths and in units of its largest number or 1, whichever is
    more; and `classes`: the share of steps predicted otherwise."""
    runtime, rng = session(path), np.random.default_rng(SEED)
    names = [output.name for output in runtime.get_outputs()]
    worst = dict.fromkeys([*names, "classes"], 0.0)
    for length in LENGTHS:
        tokens = rng.integers(vocabulary, size=(3, length))
        with torch.no_grad():
            expected = {name: value.numpy() for name, value in model.observe(torch.from_numpy(tokens)).items()}
        assert list(expected) == names, f"{path}: outputs are {names}"
        actual = dict(zip(names, runtime.run(None, {"tokens": tokens}), strict=True))
        for name in names:
            unit = max(1.0, float(np.abs(expected[name]).max()))
            worst[name] = max(worst[name], float(np.abs(actual[name] - expected[name]).max()) / unit)
        otherwise = actual["logits"].argmax(-1) != expected["logits"].argmax(-1)
        worst["classes"] = max(worst["classes"], float(otherwise.mean()))
    return worst


def wrong_steps(path: Path, entry: Entry) -> int:
    """How many steps of 20 random words of length 10,000 an exact model gets wrong."""
    runtime, (words, length) = session(path), LONG
    tokens, labels = entry.task.sample(np.random.default_rng(SEED), words, length)
    wrong = 0
    for word, label in zip(tokens, labels, strict=True):
        (logits,) = runtime.run(["logits"], {"tokens": word[None].numpy()})
        wrong += int((~entry.task.correct(torch.from_numpy(logits), label[None])).sum())
    return wrong


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("patterns", nargs="*", default=["*"], help="shell patterns of model ids")
    parser.add_argument("--models", type=Path, default=HERE.parent / "models")
    arguments = parser.parse_args()
    failed = False
    for entry in find(*arguments.patterns):
        path = arguments.models / f"{entry.id}.onnx"
        if not path.exists():
            continue
        worst = differences(path, load(entry), entry.task.vocabulary)
        wrong = 0 if entry.trained else wrong_steps(path, entry)
        ok = max(worst.values()) <= TOLERANCE and worst["classes"] == 0 and wrong == 0
        failed |= not ok
        figures = " ".join(f"{name} {value:.0e}" for name, value in worst.items())
        print("ok    " if ok else "WRONG ", entry.id, figures, "" if entry.trained else f"long: {wrong} wrong")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
