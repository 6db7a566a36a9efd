"""Carries the measurements to where people read them: `python -m training.report`.

Rewrites the metrics in the manifests of models/, the card of each model, models/README.md, docs/results.md and its
plots. Nothing is measured or trained here, and the graph of a model is not touched.
"""

import sys

import onnx

from training import card, measurements, overview, results
from training.export import read_manifest, write
from training.zoo import HERE, read


def main() -> int:
    folder, entries = HERE.parent / "models", {entry.id: entry for entry in read()}
    for path in sorted(folder.glob("*.onnx")):
        fields = read_manifest(path)
        metrics = measurements.published(entries[path.stem])
        if fields["metrics"] != metrics:
            write(onnx.load(path), fields | {"metrics": metrics}, path)
        card.write(path)
    overview.write(folder)
    results.write(HERE.parent / "docs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
