"""Measures exported models where they will run: `python -m training.measure [PATTERN] [--models models]`.

Runs `state-probe eval` (onnxruntime in Node; build it first with `npm run build`) and writes its figures, and no
others, into the manifests; then writes the cards again. The graph of a model is not touched.
"""

import argparse
import json
import subprocess
import sys
from pathlib import Path

import onnx

from training import card, overview
from training.export import read_manifest, write
from training.zoo import HERE

LENGTHS = {"monoid": (2, 4, 6, 8, 10, 12, 16, 24, 32, 64, 128, 256, 512), "language": (50, 100, 150)}
COUNT = 1000
SEED = 7
KEPT = ("length", "sequences", "full", "fullInterval", "steps", "stepsInterval", "seed")


def evaluate(id: str, lengths: tuple[int, ...]) -> list[dict]:
    """Figures of `state-probe eval`, one for each length it could measure; CalledProcessError when it fails."""
    command = ["node", "dist/cli.js", "eval", "--json", "--provider", "cpu", "--models", id]
    command += ["--lengths", ",".join(map(str, lengths)), "--count", str(COUNT), "--seed", str(SEED)]
    output = subprocess.run(command, cwd=HERE.parent, check=True, capture_output=True, text=True).stdout
    measured = json.loads(output)["metrics"]
    return [{name: rounded(m[name]) for name in KEPT} for m in measured if "reason" not in m]


def rounded(value):
    """Six decimals: one word of a million would still show."""
    if isinstance(value, list):
        return [rounded(v) for v in value]
    return round(value, 6) if isinstance(value, float) else value


def measure(path: Path) -> list[dict]:
    fields = read_manifest(path)
    fields["metrics"] = evaluate(fields["id"], LENGTHS[fields["task"]["kind"]])
    write(onnx.load(path), fields, path)
    card.write(path)
    return fields["metrics"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pattern", nargs="?", default="*", help="shell pattern of model ids")
    parser.add_argument("--models", type=Path, default=HERE.parent / "models")
    parser.add_argument("--missing", action="store_true", help="only models without figures")
    arguments = parser.parse_args()
    for path in sorted(arguments.models.glob(f"{arguments.pattern}.onnx")):
        if arguments.missing and read_manifest(path)["metrics"]:
            continue
        print(path.stem, *(f"{m['length']}:{100 * m['full']:.1f}" for m in measure(path)), flush=True)
    overview.write(arguments.models)
    return 0


if __name__ == "__main__":
    sys.exit(main())
