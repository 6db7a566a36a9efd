"""Natural strings and shuffled ones, copied (Jelassi et al. 2024, Repeat After Me): `python -m training.strings [--again]`.

A natural string is what stands in a row in the product's own pages, of the letters that the models know; a shuffled one has the same
letters in another order, so that only the order differs; a uniform one is what they were trained on. What copies by looking up
does not care, and a state of fixed size gains by what it can foresee. Words are a string, `=` and the string again, as numpy and
onnxruntime run them; the figures are kept in measurements/copied-strings.json.
"""

import argparse
import hashlib
import json
import re
import sys

import numpy as np

from bench.remeasure import wilson
from state_probe import files
from state_probe.compare import session
from state_probe.onnx_file import write

from training.export import graph, load
from training.manifest import best_seed, manifest
from training.markdown import percent, table
from training.measurements import FOLDER, fingerprint
from training.zoo import HERE, Entry, find

KEPT = FOLDER / "copied-strings.json"
TASK = "copy-8"
KINDS = ("natural", "shuffled", "uniform")
LETTERS = (8, 16, 24, 31, 40)  # of a string; the models read words up to 64 tokens in training, which are 31 letters and their copy
STRINGS = 1000
SEED = 20260101
WRITTEN = ("results.md",)  # made of figures


def text(letters: int) -> str:
    """All letters of the pages that the models know, in the order in which they stand there."""
    pages = sorted(path for path in (HERE.parent / "docs").glob("*.md") if path.name not in WRITTEN)
    known = "abcdefghijklmnopqrstuvwxyz"[:letters]
    return re.sub(f"[^{known}]", "", "".join(page.read_text(encoding="utf-8") for page in pages).lower())


def strings(kind: str, source: str, letters: int, length: int, rng: np.random.Generator) -> np.ndarray:
    """int64 [STRINGS, length]; the shuffled ones are the natural ones of the same generator, shuffled."""
    if kind == "uniform":
        return rng.integers(letters, size=(STRINGS, length))
    codes = np.frombuffer(source.encode(), np.uint8).astype(np.int64) - ord("a")
    found = codes[rng.integers(len(codes) - length, size=STRINGS)[:, None] + np.arange(length)]
    return rng.permuted(found, axis=1) if kind == "shuffled" else found


def words(found: np.ndarray, entry: Entry) -> tuple[np.ndarray, np.ndarray]:
    """string = string, and at each place which symbols may come next, bool [strings, length, symbols]."""
    rule, equals = entry.task.rule, entry.task.vocabulary - 2
    tokens = np.column_stack([found, np.full(len(found), equals), found])
    at, allowed = np.tile(rule.initial(), (len(found), 1)), []
    for step in range(tokens.shape[1]):
        at = rule.after(at, tokens[:, step])
        allowed.append(rule.allowed(at))
    return tokens, np.stack(allowed, axis=1)


def read() -> list[dict]:
    """The figures of weights that are still there."""
    if not KEPT.exists():
        return []
    now = {e.id: fingerprint(e, best_seed(e)) for e in models()}
    return [figure for figure in json.loads(KEPT.read_text(encoding="utf-8")) if now.get(figure["model"]) == figure["weights"]]


def models() -> list[Entry]:
    return [e for e in find(f"{TASK}-*") if e.weights(1).exists()]


def measured(entry: Entry) -> list[dict]:
    path = HERE / "build" / "measured" / f"{entry.id}.strings.onnx"
    path.parent.mkdir(parents=True, exist_ok=True)
    model = load(entry)
    write(graph(entry, model), manifest(entry, model, []), path)
    runtime, letters, found = session(path), entry.task.vocabulary - 2, []
    source = text(letters)
    about = {"model": entry.id, "weights": fingerprint(entry, best_seed(entry)), "text": hashlib.sha256(source.encode()).hexdigest()}
    for kind in KINDS:
        for length in LETTERS:
            tokens, allowed = words(strings(kind, source, letters, length, np.random.default_rng([SEED, length])), entry)
            pieces = np.array_split(np.arange(STRINGS), 10)
            right = np.concatenate([(runtime.run(["logits"], {"tokens": tokens[at]})[0] > 0) == allowed[at] for at in pieces]).all(-1)
            # What the copy is about: the letters after `=`, and that it ends then.
            full = float(right[:, length:].all(-1).mean())
            interval = [round(end, 6) for end in wilson(full, STRINGS)]
            found.append(about | {"kind": kind, "letters": length, "strings": STRINGS, "seed": SEED, "full": full, "fullInterval": interval, "letter": round(float(right[:, length:].mean()), 6)})
        print(entry.id, kind, *(f"{f['letters']}:{100 * f['full']:.1f}" for f in found[-len(LETTERS) :]), flush=True)
    path.unlink()
    return found


def results() -> str:
    """A table of all that is measured."""
    found = {(f["model"], f["kind"], f["letters"]): f for f in read()}
    rows = [
        [e.name, kind, *(f"{percent(found[e.id, kind, n]['full'])} ({percent(found[e.id, kind, n]['letter'])})" for n in LETTERS)]
        for e in models()
        for kind in KINDS
        if (e.id, kind, LETTERS[0]) in found
    ]
    return table(["model", "strings", *(f"{n} letters" for n in LETTERS)], rows) if rows else "Not measured yet: `python -m training.strings`."


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--again", action="store_true", help="also what is measured already")
    known = [] if parser.parse_args().again else read()
    for entry in (e for e in models() if all(f["model"] != e.id for f in known)):
        known = sorted([*known, *measured(entry)], key=lambda f: (f["model"], KINDS.index(f["kind"]), f["letters"]))
        written = json.dumps(known, indent=1) + "\n"
        files.replace(KEPT, lambda beside, written=written: beside.write_text(written, encoding="utf-8"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
