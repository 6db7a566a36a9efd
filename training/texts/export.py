"""Writes the text readers as folders, as exporters write language models: `python -m training.texts.export [ID ...] [--out DIR]`.

`model.onnx` (matrices in half precision, recurrences as Scan, so that a text may have any length), `tokenizer.json` and `config.json`.
Each file is run in onnxruntime and compared with PyTorch before it is kept.
"""

from __future__ import annotations

import argparse
import json
import logging
import shutil
import sys
import tempfile
import warnings
from copy import deepcopy
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from safetensors.torch import load_file
from state_probe import files
from state_probe.exporting import OPSET
from state_probe.onnx_file import drop_unused, halve, strip
from torch.export import Dim

from training.texts.reader import Reader
from training.texts.readers import ReaderEntry, find
from training.texts.vocabulary import FILE as TOKENIZER
from training.texts.vocabulary import SIZE

LENGTHS = (1, 7, 200)
TOLERANCE = 1e-4
SCOPES = "pkg.torch.onnx.name_scopes"


def rounded(weights: torch.Tensor) -> torch.Tensor:
    """Half precision with six bits of the ten behind the point, which packs to three quarters; vectors stay as they are."""
    if weights.dim() < 2:
        return weights.float()
    bits = weights.half().contiguous().view(torch.int16).to(torch.int32) & 0xFFFF
    bits = (bits + 8) & ~0xF
    return (bits - ((bits & 0x8000) << 1)).to(torch.int16).view(torch.float16).float()


def load(entry: ReaderEntry) -> Reader:
    """The reader as it is exported, with the weights that were kept, rounded; LookupError while there are none."""
    if not entry.weights.exists():
        raise LookupError(f"{entry.id} is not trained yet")
    model = entry.build()
    model.load_state_dict({name: rounded(value) for name, value in load_file(entry.weights).items()})
    return model.eval()


class Traced(torch.nn.Module):
    """A layer in the form that is exported, recurrences step by step. As a module of its own, so that the exporter notes of every node
    of which layer it is, by which layers are found."""

    def __init__(self, layer: torch.nn.Module):
        super().__init__()
        self.layer = layer

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.layer.trace(x)[0]


class Exported(torch.nn.Module):
    """A reader in the form that is exported; its layers are named as in other exports, `model.layers.0`."""

    def __init__(self, reader: Reader):
        super().__init__()
        self.reader = reader
        self.model = torch.nn.ModuleDict({"layers": torch.nn.ModuleList(Traced(layer) for layer in reader.layers)})

    def forward(self, input_ids: torch.Tensor) -> torch.Tensor:
        x = self.reader.embedding(input_ids)
        for layer in self.model["layers"]:
            x = layer(x)
        return self.reader.answer(x)


def graph(model: Reader) -> onnx.ModelProto:
    """input_ids int64 [batch, length] in, logits out, both sizes free; of the exporter's notes only which module a node is of."""
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        logging.getLogger("torch.onnx").setLevel(logging.ERROR)
        program = torch.onnx.export(
            Exported(model).eval(),
            (torch.zeros(2, 5, dtype=torch.int64),),
            input_names=["input_ids"],
            output_names=["logits"],
            dynamic_shapes=({0: Dim.DYNAMIC, 1: Dim.DYNAMIC},),
            opset_version=OPSET,
            dynamo=True,
            verbose=False,
        )
    assert program is not None
    proto = program.model_proto
    drop_unused(proto.graph)
    scopes = [[prop.value for prop in node.metadata_props if prop.key == SCOPES] for node in proto.graph.node]
    # Of which precision the states of layers are, whoever replaces one has to know.
    values = [deepcopy(value) for value in proto.graph.value_info]
    strip(proto)
    for value in values:
        del value.metadata_props[:]
    proto.graph.value_info.extend(values)
    for node, kept in zip(proto.graph.node, scopes, strict=True):
        for value in kept:
            node.metadata_props.add(key=SCOPES, value=value)
    halve(proto)
    return proto


def config(entry: ReaderEntry) -> dict[str, object]:
    return {
        "model_type": entry.architecture,
        "vocab_size": SIZE,
        "num_hidden_layers": entry.layers,
        "hidden_size": entry.width,
        "license": "MIT",
    }


def worst(path: Path, model: Reader) -> float:
    """The largest difference of a logit between the file and PyTorch, as a share of the largest one."""
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    rng = np.random.default_rng(1)
    found = 0.0
    for length in LENGTHS:
        ids = rng.integers(SIZE, size=(3, length))
        (own,) = session.run(["logits"], {"input_ids": ids})
        with torch.no_grad():
            meant = model.answer(model.states(torch.from_numpy(ids))[-1]).numpy()
        found = max(found, float(np.abs(own - meant).max() / np.abs(meant).max()))
    return found


def export(entry: ReaderEntry, out: Path | None) -> float:
    model = load(entry)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "model.onnx"
        onnx.save(graph(model), path)
        difference = worst(path, model)
        if difference > TOLERANCE:
            raise ValueError(f"{entry.id}: the file differs from PyTorch by {difference:.0e}, and was not kept")
        kept = out / entry.id if out else entry.folder
        kept.mkdir(parents=True, exist_ok=True)
        files.replace(kept / "model.onnx", lambda beside: shutil.copyfile(path, beside))
    shutil.copyfile(TOKENIZER, kept / "tokenizer.json")
    (kept / "config.json").write_text(json.dumps(config(entry), indent=2) + "\n")
    return difference


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("patterns", nargs="*", default=["*"], help="shell patterns of ids")
    parser.add_argument("--out", type=Path, help="a folder for all that match; without it the bundled ones go to models/")
    arguments = parser.parse_args()
    for entry in find(*arguments.patterns):
        try:
            difference = export(entry, arguments.out)
        except LookupError as missing:
            print(missing, file=sys.stderr)
            continue
        size = ((arguments.out / entry.id if arguments.out else entry.folder) / "model.onnx").stat().st_size
        print(f"{size / 1e6:6.3f} MB  {entry.id}  equal to PyTorch within {difference:.0e} at lengths {', '.join(map(str, LENGTHS))}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
