"""Bounded brackets over width and depth: `python -m training.brackets`.

Dyck(K, m), brackets of K sorts at most m deep, is modelled by two diagonal layers of width in O(m log K) (Sarrof et al. 2024). The
construction (architectures/diagonal_ssm.py) is built for a grid of K and m and run over long words, and the trained models of Dyck(2, 3)
are told by how many brackets are open at a step. The figures are kept in measurements/brackets.json; onnxruntime runs all of it.
"""

import json
import sys
from collections.abc import Callable
from math import ceil, log2

import numpy as np
from state_probe import files, task
from state_probe.compare import session
from state_probe.exporting import graph
from state_probe.onnx_file import write

from training.architectures.diagonal_ssm import diagonal_ssm
from training.export import load
from training.manifest import best_seed
from training.markdown import percent, table
from training.measurements import FOLDER, fingerprint
from training.zoo import HERE, Entry, find

KEPT = FOLDER / "brackets.json"
SORTS, DEPTHS = (1, 2, 4), (2, 3, 4, 6)
LONG = (20, 10_000)  # words and their length, for what is built
TRAINED, TRAINED_AT, WORDS = "bounded-dyck-2-3", (50, 150, 512), 500
SEED = 5


def rights(model, of, words: int, length: int, name: str) -> tuple[np.ndarray, np.ndarray]:
    """Of fresh words, at every step: whether it is right, and how many brackets are open after it; [words, length]."""
    path = HERE / "build" / "measured" / f"{name}.onnx"
    path.parent.mkdir(parents=True, exist_ok=True)
    write(graph(model), {}, path)
    runtime = session(path)
    path.unlink()
    tokens, labels = of.sample(np.random.default_rng([SEED, length]), words, length)
    found = [(runtime.run(["logits"], {"tokens": word[None]})[0] > 0) == (label[None] > 0) for word, label in zip(tokens, labels, strict=True)]
    return np.concatenate(found).all(-1), np.cumsum(np.where(tokens % 2 == 0, 1, -1), axis=1)


def built() -> list[dict]:
    found = []
    for sorts in SORTS:
        for depth in DEPTHS:
            of = task(f"bounded-dyck-{sorts}-{depth}")
            right, _ = rights(diagonal_ssm(of).eval(), of, *LONG, f"brackets-{sorts}-{depth}")
            bits = ceil(log2(depth + 1)) + depth * ceil(log2(sorts + 1))
            found.append({"sorts": sorts, "depth": depth, "cells": 1 + depth, "bits": bits, "words": LONG[0], "length": LONG[1], "full": float(right.all(-1).mean())})
            print("built", found[-1], flush=True)
    return found


def trained() -> list[dict]:
    found = []
    for entry in models():
        for length in TRAINED_AT:
            right, depth = rights(load(entry), entry.task, WORDS, length, entry.id)
            by_depth = {str(d): round(float(right[depth == d].mean()), 6) for d in range(int(depth.max()) + 1)}
            found.append({"model": entry.id, "weights": fingerprint(entry, best_seed(entry)), "length": length, "words": WORDS, "steps": by_depth})
            print(entry.id, length, by_depth, flush=True)
    return found


def models() -> list[Entry]:
    return [e for e in find(f"{TRAINED}-*") if e.trained and e.weights(1).exists()]


def read() -> dict[str, list[dict]]:
    """What was measured; of weights that are still there."""
    if not KEPT.exists():
        return {"built": [], "trained": []}
    now, found = {e.id: fingerprint(e, best_seed(e)) for e in models()}, json.loads(KEPT.read_text(encoding="utf-8"))
    return found | {"trained": [f for f in found["trained"] if now.get(f["model"]) == f["weights"]]}


def grid(cell: Callable[[dict], str]) -> str:
    found = {(f["sorts"], f["depth"]): f for f in read()["built"]}
    rows = [[str(k), *(cell(found[k, m]) if (k, m) in found else "–" for m in DEPTHS)] for k in SORTS]
    return table(["sorts", *(f"{m} deep" for m in DEPTHS)], rows)


def by_depth() -> str:
    found = read()["trained"]
    if not found:
        return "Not measured yet: `python -m training.brackets`."
    names, depths = {e.id: e.name for e in models()}, sorted({d for f in found for d in f["steps"]}, key=int)
    return table(["model", "symbols", *(f"{d} open" for d in depths)], [[names[f["model"]], str(f["length"]), *(percent(f["steps"].get(d)) for d in depths)] for f in found])


def results() -> str:
    return f"""### Brackets over width and depth

Two diagonal layers model K sorts of brackets at most m deep, in width that grows with m log K. The construction of the exact model of Dyck(2, 3), built for each of
these; cells of its recurrence, bits that they hold, and words of {LONG[1]:,} symbols right at every step, % of {LONG[0]}:

{grid(lambda f: f"{f['cells']}, {f['bits']}, {percent(f['full'])}")}

The trained models of Dyck(2, 3): steps right, %, by how many brackets are open after them, {WORDS} words of each length:

{by_depth()}
"""


def main() -> int:
    text = json.dumps({"built": built(), "trained": trained()}, indent=1) + "\n"
    files.replace(KEPT, lambda beside: beside.write_text(text, encoding="utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
