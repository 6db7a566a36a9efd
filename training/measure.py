"""Measures every trained seed where it will run: `python -m training.measure [PATTERN ...] [--again]`.

Exports each seed into a folder of its own, runs `state-probe eval` over it (onnxruntime in Node; build it first with
`npm run build`) and keeps the figures in training/measurements. What is measured already is left alone: the words of a
length are the same whichever other lengths are asked for.
`python -m training.report` then carries them into manifests, cards and docs/results.md.
"""

import argparse
import json
import subprocess
import sys

from training import measurements
from training.export import graph, load, write
from training.manifest import manifest
from training.zoo import HERE, Entry, find

LENGTHS = {
    "monoid": ("2", "3", "4", "5", "6", "7", "8", "10", "12", "16", "24", "32", "64", "128", "256", "512"),
    "language": ("1-50", "51-100", "101-150"),
}
COUNT = 1000
SEED = 7
KEPT = ("length", "shortest", "sequences", "full", "fullInterval", "steps", "stepsInterval", "firstWrongMedian", "seed")


def name_of(metric: dict) -> str:
    """Its lengths as `eval` takes them."""
    shortest, longest = measurements.place(metric)
    return str(longest) if shortest == longest else f"{shortest}-{longest}"


def evaluate(entry: Entry, seed: int | None, lengths: list[str]) -> list[dict]:
    """Figures of `state-probe eval`, one for each length it could measure; CalledProcessError when it fails."""
    model = load(entry, seed)
    fields = manifest(entry, model, [])
    # Its own id, so that it does not clash with the bundled model of the same entry.
    fields["id"] = entry.id + ("-measured" if seed is None else f".seed{seed}")
    path = HERE / "build" / "measured" / f"{fields['id']}.onnx"
    write(graph(model), fields, path)
    command = ["node", "dist/cli.js", "eval", "--json", "--provider", "cpu", "--model-folder", str(path)]
    command += ["--models", fields["id"], "--lengths", ",".join(lengths)]
    command += ["--count", str(COUNT), "--seed", str(SEED)]
    output = subprocess.run(command, cwd=HERE.parent, check=True, stdout=subprocess.PIPE, text=True).stdout
    path.unlink()
    return [{name: rounded(m[name]) for name in KEPT if name in m} for m in json.loads(output)["metrics"] if "reason" not in m]


def rounded(value):
    """Six decimals: one word of a million would still show."""
    if isinstance(value, list):
        return [rounded(v) for v in value]
    return round(value, 6) if isinstance(value, float) else value


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("patterns", nargs="*", default=["*"], help="shell patterns of model ids")
    parser.add_argument("--again", action="store_true", help="also what is measured already")
    arguments = parser.parse_args()
    for entry in find(*arguments.patterns):
        for seed in measurements.seeds_of(entry):
            known = [] if arguments.again else measurements.read(entry, seed)
            left = [n for n in LENGTHS[entry.task.manifest()["kind"]] if n not in map(name_of, known)]
            if not left:
                continue
            metrics = evaluate(entry, seed, left)
            if not metrics:
                print(entry.id, seed or "exact", "could not be measured at", ", ".join(left), file=sys.stderr, flush=True)
                continue
            measurements.save(entry, seed, sorted(known + metrics, key=lambda m: m["length"]))
            print(entry.id, seed or "exact", *(f"{m['length']}:{100 * m['full']:.1f}" for m in metrics), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
