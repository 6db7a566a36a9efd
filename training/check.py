"""Compares exported models with PyTorch: `python -m training.check [PATTERN ...] [--models models]`.

Every output the contract names must agree within 1e-4 at lengths the graph was not traced with, or within 1e-4 of its
largest number where that exceeds 1 (a residual stream that grew to 800 has steps of 6e-5 in float32; there ONNX and
PyTorch are equally far from a run in float64). A model that magnifies its own rounding, as an Elman RNN does on words that it was not
trained far enough for, is held against its own run in float64 instead: a file may be four times as far from PyTorch as PyTorch is from that. Predicted classes must agree at every step. Exact models are also run over words of length 10,000 against their automaton.
"""

import argparse
import sys
from pathlib import Path

import numpy as np
from state_probe.compare import TOLERANCE, compare, session
from state_probe.exporting import Source

from training.carried import runner
from training.export import load
from training.zoo import HERE, Entry, find

SEED = 5
LONG = (20, 10_000)  # words and their length, for the exact models


def wrong_steps(path: Path, entry: Entry) -> int:
    """How many steps of 20 random words of length 10,000 an exact model gets wrong."""
    runtime, (words, length) = session(path), LONG
    tokens, labels = entry.task.sample(np.random.default_rng(SEED), words, length)
    wrong = 0
    for word, label in zip(tokens, labels, strict=True):
        (logits,) = runtime.run(["logits"], {"tokens": word[None]})
        wrong += int((~entry.task.correct(logits, label[None])).sum())
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
        precise = Source(load(entry).double()) if entry.trained else None
        run = runner(entry.task.vocabulary) if entry.writes else None
        found = compare(path, Source(load(entry)), entry.task.vocabulary, precise=precise, run=run)
        wrong = 0 if entry.trained else wrong_steps(path, entry)
        ok = not found.problems(TOLERANCE) and found.classes == 0 and wrong == 0
        failed |= not ok
        figures = " ".join([*(f"{name} {value:.0e}" for name, value in found.worst.items()), *found.faults])
        print("ok    " if ok else "WRONG ", entry.id, figures, "" if entry.trained else f"long: {wrong} wrong")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
