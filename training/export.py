"""Writes models as ONNX under the model contract: `python -m training.export [PATTERN ...] [--out DIR]`.

Weights come from training/weights; nothing is trained here. A model that is not trained yet is left out and named.
Its metrics are what training/measurements holds for these weights.
"""

import argparse
import sys
from pathlib import Path

from safetensors.torch import load_file
from onnx import ModelProto
from state_probe import exporting
from state_probe.onnx_file import halve, write
from torch import nn

from training import carried, measurements
from training.manifest import best_seed, log_of, manifest
from training.moments import manifest_of, of_moment
from training.writing import Written
from training.zoo import HERE, Entry, find


def load(entry: Entry, seed: int | None = None) -> nn.Module:
    """The model with the weights of a seed, by default the best one, ready to run; LookupError while there are none."""
    model = entry.build()
    if entry.trained:
        model.load_state_dict(load_file(entry.weights(best_seed(entry) if seed is None else seed)))
    return (Written(model, entry.task.vocabulary) if entry.writes else model).eval()


def graph(entry: Entry, model: nn.Module) -> ModelProto:
    """The graph of what `load` gives."""
    proto = carried.graph(model.model) if isinstance(model, Written) else exporting.graph(model)
    if entry.half or entry.moments:
        halve(proto)
    return proto


def export(entry: Entry, folder: Path) -> Path:
    model, path = load(entry), folder / f"{entry.id}.onnx"
    write(graph(entry, model), manifest(entry, model, measurements.published(entry)), path)
    return path


def export_moments(entry: Entry, folder: Path) -> list[Path]:
    """Every moment of the training in a file of its own, its matrices in half precision."""
    seed = best_seed(entry)
    source = entry.moments_file(seed)
    if not source.exists():
        raise LookupError(f"{entry.id}: {source.name} is not on this machine; without weights/{entry.weights(seed).name}, training writes it again")
    tensors, told, paths = load_file(source), log_of(entry, seed)[-1]["moments"], []
    folder.mkdir(exist_ok=True)
    for at, one in enumerate(told):
        model = entry.build()
        model.load_state_dict(of_moment(tensors, at))
        fields = manifest_of(manifest(entry, model, []), one, at + 1, len(told))
        proto = graph(entry, model.eval())
        paths.append(folder / f"{fields['id']}.onnx")
        write(proto, fields, paths[-1])
    return paths


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("patterns", nargs="*", default=["*"], help="shell patterns of model ids")
    parser.add_argument("--out", type=Path, help="a folder for all that match; without it the bundled ones go to models/")
    arguments = parser.parse_args()
    for entry in find(*arguments.patterns):
        try:
            paths = []
            if arguments.out or entry.bundle:
                paths.append(export(entry, arguments.out or HERE.parent / "models"))
            if entry.moments:
                paths += export_moments(entry, arguments.out or HERE.parent / "models" / "over-training")
        except LookupError as missing:
            print(missing, file=sys.stderr)
            continue
        for path in paths:
            print(f"{path.stat().st_size / 1e6:6.3f} MB  {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
