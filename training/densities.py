"""Flip-flops as rare or as common as in Liu et al. (2023, Exposing Attention Glitches): `python -m training.densities [--again]`.

Their language FFL(p) ignores an instruction with chance p and writes or reads with half the rest each; sparse ones ask for a memory
over hundreds of symbols. Every trained model of the flip-flop is measured with each p over words of its own (bench/remeasure.py:
numpy and onnxruntime alone) and the figures are kept in measurements/flip-flop-densities.json.
"""

import argparse
import json
import sys

from bench import remeasure
from state_probe import files
from state_probe.exporting import graph
from state_probe.onnx_file import write

from training.export import load
from training.manifest import best_seed, manifest
from training.measurements import FOLDER, fingerprint
from training.zoo import HERE, find

KEPT = FOLDER / "flip-flop-densities.json"
IGNORED = (0.1, 0.8, 0.98)
LENGTHS = (64, 128, 256, 512)
WORDS = 1000
SEED = 20260101


def read() -> list[dict]:
    """The figures of weights that are still there."""
    if not KEPT.exists():
        return []
    now = {entry.id: fingerprint(entry, best_seed(entry)) for entry in find("flip-flop-*") if entry.trained}
    return [figure for figure in json.loads(KEPT.read_text(encoding="utf-8")) if now.get(figure["model"]) == figure["weights"]]


def measured(entry) -> list[dict]:
    seed = best_seed(entry)
    path = HERE / "build" / "measured" / f"{entry.id}.densities.onnx"
    write(graph(load(entry, seed)), manifest(entry, load(entry, seed), []), path)
    session, fields = remeasure.opened(path, threads=1)
    found = []
    for ignored in IGNORED:
        weights = {"i": 2 * ignored / (1 - ignored)}
        for length in LENGTHS:
            right = remeasure.wholly_right(session, fields["task"], WORDS, length, SEED, weights) / WORDS
            interval = [round(end, 6) for end in remeasure.wilson(right, WORDS)]
            found.append({"ignored": ignored, "length": length, "words": WORDS, "seed": SEED, "full": right, "fullInterval": interval})
        print(entry.id, ignored, *(f"{f['length']}:{100 * f['full']:.1f}" for f in found[-len(LENGTHS) :]), flush=True)
    path.unlink()
    return [{"model": entry.id, "weights": fingerprint(entry, seed), **figure} for figure in found]


def table() -> str:
    """Words wholly right, %, by the share that is ignored and the length."""
    found = {(f["model"], f["ignored"], f["length"]): f for f in read()}
    entries = [entry for entry in find("flip-flop-*") if any(model == entry.id for model, _, _ in found)]
    head = "| model | " + " | ".join(f"{p:g}, {n}" for p in IGNORED for n in LENGTHS) + " |"
    rows = [
        f"| {entry.name} | " + " | ".join(f"{100 * found[entry.id, p, n]['full']:.1f}" for p in IGNORED for n in LENGTHS) + " |"
        for entry in entries
    ]
    return "\n".join([head, "| --- " * (1 + len(IGNORED) * len(LENGTHS)) + "|", *rows])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--again", action="store_true", help="also what is measured already")
    known = [] if parser.parse_args().again else read()
    entries = [e for e in find("flip-flop-*") if e.trained and not e.moments and all(f["model"] != e.id for f in known)]
    for entry in entries:
        known = sorted([*known, *measured(entry)], key=lambda f: (f["model"], f["ignored"], f["length"]))
        text = json.dumps(known, indent=1) + "\n"
        files.replace(KEPT, lambda beside, text=text: beside.write_text(text, encoding="utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
