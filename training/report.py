"""Carries the measurements to where people read them: `python -m training.report`.

Rewrites the metrics and the description in the manifests of models/, the card of each model, models/README.md,
docs/results.md and its plots. Nothing is measured or trained here, and the graph of a model is not touched. What theory
says comes from the product: build it first with `npm run build`.
"""

import sys

import onnx

from state_probe.onnx_file import read_manifest, write

from training import card, measurements, overview, results, theory
from training.texts import card as reader_card
from training.zoo import HERE, read


def main() -> int:
    folder, entries = HERE.parent / "models", {entry.id: entry for entry in read()}
    for path in sorted(folder.glob("*.onnx")):
        fields, entry = read_manifest(path), entries[path.stem]
        present = {"metrics": measurements.published(entry), "description": entry.description}
        if fields | present != fields:
            write(onnx.load(path), fields | present, path)
    said = theory.said()
    for path in sorted(folder.glob("*.onnx")):
        card.write(path, said)
    reader_card.write_all()
    overview.write(folder)
    results.write(HERE.parent / "docs")
    return 0


if __name__ == "__main__":
    sys.exit(main())
