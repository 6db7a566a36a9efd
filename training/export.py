"""Writes models as ONNX under the model contract: `python -m training.export [PATTERN ...] [--out DIR]`.

Weights come from training/weights; nothing is trained here. A model that is not trained yet is left out and named.
Its metrics are what training/measurements holds for these weights.
"""

import argparse
import json
import logging
import sys
import warnings
from pathlib import Path

import onnx
import torch
from safetensors.torch import load_file
from torch import nn
from torch.export import Dim

from training import files, measurements
from training.manifest import KEY, best_seed, manifest
from training.zoo import HERE, Entry, find

OPSET = 20
EXAMPLE = (2, 5)  # batch and length the graph is traced with; neither stays in it


class Observed(nn.Module):
    """A model whose outputs are all that the contract names, in a fixed order."""

    def __init__(self, model: nn.Module):
        super().__init__()
        self.model = model

    def forward(self, tokens: torch.Tensor) -> tuple[torch.Tensor, ...]:
        # A tensor may be an output only once, and a recurrent layer's output can be its state.
        return tuple(value.clone() for value in self.model.observe(tokens).values())


def load(entry: Entry, seed: int | None = None) -> nn.Module:
    """The model with the weights of a seed, by default the best one, ready to run; LookupError while there are none."""
    model = entry.build()
    if entry.trained:
        model.load_state_dict(load_file(entry.weights(best_seed(entry) if seed is None else seed)))
    return model.eval()


def graph(model: nn.Module) -> onnx.ModelProto:
    """The ONNX graph: `tokens` int64 [batch, length] in, the outputs of `observe` out, batch and length free."""
    tokens = torch.zeros(EXAMPLE, dtype=torch.int64)
    names = list(model.observe(tokens))
    free = {0: Dim("batch"), 1: Dim("length")}
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        logging.getLogger("torch.onnx").setLevel(logging.ERROR)  # it complains that torchvision is not there
        program = torch.onnx.export(
            Observed(model),
            (tokens,),
            input_names=["tokens"],
            output_names=names,
            dynamic_shapes=(free,),
            opset_version=OPSET,
            dynamo=True,
            verbose=False,
        )
    proto = program.model_proto
    strip(proto)
    return proto


def strip(proto: onnx.ModelProto) -> None:
    """Drops the exporter's notes on where each node came from: stack traces with paths of this machine."""

    def clean(g: onnx.GraphProto) -> None:
        del g.metadata_props[:], g.value_info[:]
        for item in (*g.input, *g.output, *g.initializer):
            del item.metadata_props[:]
        for node in g.node:
            del node.metadata_props[:]
            node.doc_string = ""
        for body in bodies(g):
            clean(body)

    del proto.metadata_props[:]
    drop_unused(proto.graph)
    clean(proto.graph)
    for function in proto.functions:
        del function.metadata_props[:]


def drop_unused(graph: onnx.GraphProto) -> None:
    """Removes initializers that nothing reads; the runtime would warn about each of them whenever it loads the model."""

    def read(g: onnx.GraphProto) -> set[str]:
        names = {output.name for output in g.output} | {name for node in g.node for name in node.input}
        return names.union(*map(read, bodies(g)))

    def drop(g: onnx.GraphProto) -> None:
        names = read(g)
        for unused in [i for i in g.initializer if i.name not in names]:
            g.initializer.remove(unused)
        for body in bodies(g):
            drop(body)

    drop(graph)


def bodies(graph: onnx.GraphProto) -> list[onnx.GraphProto]:
    """The graphs inside its nodes, such as the step of a Scan."""
    return [a.g for node in graph.node for a in node.attribute if a.type == onnx.AttributeProto.GRAPH]


def write(proto: onnx.ModelProto, fields: dict, path: Path) -> None:
    del proto.metadata_props[:]
    proto.metadata_props.add(key=KEY, value=json.dumps(fields, separators=(",", ":")))
    onnx.checker.check_model(proto)
    files.replace(path, lambda beside: onnx.save(proto, beside))


def read_manifest(path: Path) -> dict:
    """The manifest inside an ONNX file; {} when it has none."""
    properties = {p.key: p.value for p in onnx.load(path).metadata_props}
    return json.loads(properties.get(KEY, "{}"))


def export(entry: Entry, folder: Path) -> Path:
    model, path = load(entry), folder / f"{entry.id}.onnx"
    write(graph(model), manifest(entry, model, measurements.published(entry)), path)
    return path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("patterns", nargs="*", default=["*"], help="shell patterns of model ids")
    parser.add_argument("--out", type=Path, help="a folder for all that match; without it the bundled ones go to models/")
    arguments = parser.parse_args()
    for entry in find(*arguments.patterns):
        if not arguments.out and not entry.bundle:
            continue
        try:
            path = export(entry, arguments.out or HERE.parent / "models")
        except LookupError as missing:
            print(missing, file=sys.stderr)
            continue
        print(f"{path.stat().st_size / 1e6:6.2f} MB  {path.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
