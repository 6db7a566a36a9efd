"""Measures every trained seed where it will run: `python -m training.measure [PATTERN ...] [--again]`.

Exports each seed into a folder of its own, runs `state-probe eval` over it (onnxruntime in Node; build it first with
`npm run build`) and keeps the figures in training/measurements. What is measured already is left alone: the words of a
length are the same whichever other lengths are asked for. A seed that is still right at the longest of LENGTHS is measured
on, at those of HORIZON: how far what theory allows is really done.
With `--quotients` the figures of the seed that is exported get, at lengths up to 64, those in the quotients of the task's group
(docs/tracking.md), of every group model that is not right there itself; the words are the same, and the state's figures must be too.
`python -m training.report` then carries them into manifests, cards and docs/results.md.
"""

import argparse
import json
import subprocess
import sys

from state_probe.onnx_file import write

from training import measurements
from training.measurements import ENOUGH
from training.export import graph, load
from training.manifest import best_seed, manifest
from training.zoo import HERE, Entry, find

LENGTHS = {
    "monoid": ("2", "3", "4", "5", "6", "7", "8", "10", "12", "16", "24", "32", "64", "128", "256", "512"),
    "language": ("1-50", "51-100", "101-150"),
    "copying": ("8", "16", "32", "48", "64", "80", "96", "128", "256"),
}
# Trained a length at a time, for those of a paper's figure: these and a few beyond.
BEYOND = ("32", "64")
COUNT = 1000
# Fewer words the longer they are, about a million tokens at each length, so that a model takes minutes on one core.
HORIZON = {
    "monoid": {"1024": 1000, "4096": 250, "10000": 100},
    "language": {"256": 1000, "512": 1000, "1024": 1000, "4096": 250, "10000": 100},
    "copying": {"512": 1000, "1024": 250},
}
SEED = 7
KEPT = ("length", "shortest", "sequences", "full", "fullInterval", "steps", "stepsInterval", "firstWrongMedian", "seed", "ranks")


QUOTIENTS_TO = 64


def name_of(metric: dict) -> str:
    """Its lengths as `eval` takes them."""
    shortest, longest = measurements.place(metric)
    return str(longest) if shortest == longest else f"{shortest}-{longest}"


def wanted(entry: Entry, known: list[dict]) -> dict[str, int]:
    """Words of each length that `known` lacks: first LENGTHS, and HORIZON once the longest of them is nine times in ten right."""
    task = entry.task.manifest()
    kind = "copying" if task.get("rule", {}).get("kind") == "queue" else task["kind"]
    figures = {name_of(m): m["full"] for m in known}
    if entry.ladder:
        return {str(n): COUNT for n in (*entry.ladder, *BEYOND) if str(n) not in figures}
    lengths = dict.fromkeys(LENGTHS[kind], COUNT)
    if entry.longest:
        return {length: COUNT for length in lengths if length not in figures and int(length) <= 2 * entry.length}
    if figures.get(LENGTHS[kind][-1], 0) >= ENOUGH:
        lengths |= HORIZON[kind]
    return {length: count for length, count in lengths.items() if length not in figures}


def evaluate(entry: Entry, seed: int | None, lengths: dict[str, int], kept: tuple[str, ...] = KEPT) -> list[dict]:
    """Figures of `state-probe eval`, one for each length it could measure; CalledProcessError when it fails.

    `lengths` gives the number of words of each."""
    model = load(entry, seed)
    fields = manifest(entry, model, [])
    # Its own id, so that it does not clash with the bundled model of the same entry.
    fields["id"] = entry.id + ("-measured" if seed is None else f".seed{seed}")
    path = HERE / "build" / "measured" / f"{fields['id']}.onnx"
    write(graph(entry, model), fields, path)
    found = []
    for count in sorted(set(lengths.values()), reverse=True):
        asked = [length for length in lengths if lengths[length] == count]
        command = ["node", "dist/cli.js", "eval", "--json", "--provider", "cpu", "--model-folder", str(path)]
        command += ["--models", fields["id"], "--lengths", ",".join(asked)]
        command += ["--count", str(count), "--seed", str(SEED)]
        output = subprocess.run(command, cwd=HERE.parent, check=True, stdout=subprocess.PIPE, text=True).stdout
        found += [m for m in json.loads(output)["metrics"] if "reason" not in m]
    path.unlink()
    return [{name: rounded(m[name]) for name in kept if name in m} for m in found]


def rounded(value):
    """Six decimals: one word of a million would still show."""
    if isinstance(value, list):
        return [rounded(v) for v in value]
    if isinstance(value, dict):
        return {name: rounded(v) for name, v in value.items()}
    return round(value, 6) if isinstance(value, float) else value


def add_quotients(entry: Entry) -> None:
    """To the figures that are kept already; ValueError where the state's figures come out otherwise than they are kept."""
    seed = best_seed(entry) if entry.trained else None
    known = measurements.read(entry, seed)
    lengths = {str(m["length"]): m["sequences"] for m in known if m["length"] <= QUOTIENTS_TO}
    if min(m["full"] for m in known if m["length"] <= QUOTIENTS_TO) >= ENOUGH:
        return
    found = {m["length"]: m for m in evaluate(entry, seed, lengths, (*KEPT, "quotients"))}
    for metric in known:
        fresh = found.get(metric["length"], {})
        quotients = fresh.pop("quotients", None)
        # Another machine may round another way, which may turn a word or two.
        if fresh and abs(fresh["full"] - metric["full"]) > 2 / metric["sequences"]:
            raise ValueError(f"{entry.id}: {fresh['full']} of the words of {metric['length']} are right, not {metric['full']}")
        if quotients:
            metric["quotients"] = quotients
    measurements.save(entry, seed, known)
    print(entry.id, *(q["name"] for q in known[0].get("quotients", [])), flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("patterns", nargs="*", default=["*"], help="shell patterns of model ids")
    parser.add_argument("--again", action="store_true", help="also what is measured already")
    parser.add_argument("--quotients", action="store_true", help="only the figures in quotients of the task's group")
    arguments = parser.parse_args()
    for entry in (e for e in find(*arguments.patterns) if not e.moments):
        if arguments.quotients:
            if entry.task.manifest()["kind"] == "monoid" and measurements.seeds_of(entry):
                add_quotients(entry)
            continue
        for seed in measurements.seeds_of(entry):
            known = [] if arguments.again else measurements.read(entry, seed)
            # The longest length of the first round says whether there is a second.
            while left := wanted(entry, known):
                metrics = evaluate(entry, seed, left)
                missing = left.keys() - map(name_of, metrics)
                if missing:
                    print(entry.id, seed or "exact", "could not be measured at", ", ".join(missing), file=sys.stderr, flush=True)
                if metrics:
                    known = sorted(known + metrics, key=lambda m: m["length"])
                    measurements.save(entry, seed, known)
                    print(entry.id, seed or "exact", *(f"{m['length']}:{100 * m['full']:.1f}" for m in metrics), flush=True)
                if missing:
                    break
    return 0


if __name__ == "__main__":
    sys.exit(main())
