"""ONNX files: what the exporter leaves in them that nobody needs, and the manifest in their metadata."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import onnx

from state_probe import files

KEY = "state-probe"


def strip(proto: onnx.ModelProto) -> None:
    """Drops the exporter's notes on where each node came from: stack traces with paths of this machine."""

    def clean(graph: onnx.GraphProto) -> None:
        del graph.metadata_props[:], graph.value_info[:]
        for item in (*graph.input, *graph.output, *graph.initializer):
            del item.metadata_props[:]
        for node in graph.node:
            del node.metadata_props[:]
            node.doc_string = ""
        for body in bodies(graph):
            clean(body)

    del proto.metadata_props[:]
    drop_unused(proto.graph)
    clean(proto.graph)
    for function in proto.functions:
        del function.metadata_props[:]


def name_sizes(proto: onnx.ModelProto) -> None:
    """Calls the two free sizes of `tokens` batch and length, wherever they occur in what goes in and out.

    ValueError where the exporter has frozen one of them."""
    sizes = proto.graph.input[0].type.tensor_type.shape.dim
    frozen = [f"{what} is fixed at {size.dim_value}" for what, size in zip(NAMES, sizes, strict=True) if not size.dim_param]
    if frozen:
        raise ValueError(f"the exporter froze the model's sizes: {' and '.join(frozen)}")
    names = {size.dim_param: name for size, name in zip(sizes, NAMES, strict=True)}
    for value in (*proto.graph.input, *proto.graph.output):
        for size in value.type.tensor_type.shape.dim:
            if size.dim_param:
                size.dim_param = names.get(size.dim_param, size.dim_param)


NAMES = ("batch", "length")


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


def halve(proto: onnx.ModelProto) -> None:
    """Stores matrices in half precision where that changes no value; a node `Cast` gives each back before anything reads it.

    Vectors stay as they are: they are small, and some are looked up in the file itself, such as those of a norm."""
    casts = []
    for tensor in proto.graph.initializer:
        if tensor.data_type != onnx.TensorProto.FLOAT or len(tensor.dims) < 2:
            continue
        values = onnx.numpy_helper.to_array(tensor)
        halved = values.astype(np.float16)
        if not np.array_equal(halved.astype(np.float32), values):
            continue
        name = tensor.name
        tensor.CopyFrom(onnx.numpy_helper.from_array(halved, f"{name}.half"))
        casts.append(onnx.helper.make_node("Cast", [f"{name}.half"], [name], to=onnx.TensorProto.FLOAT))
    nodes = [*casts, *proto.graph.node]
    del proto.graph.node[:]
    proto.graph.node.extend(nodes)


def bodies(graph: onnx.GraphProto) -> Iterator[onnx.GraphProto]:
    """The graphs inside its nodes, such as the step of a Scan."""
    return (a.g for node in graph.node for a in node.attribute if a.type == onnx.AttributeProto.GRAPH)


def write(proto: onnx.ModelProto, manifest: Mapping[str, Any], path: str | Path) -> None:
    """Writes a model with its manifest, whole or not at all. Weights beyond 1.5 GB go into a file beside it, `NAME.data`."""
    path = Path(path)
    del proto.metadata_props[:]
    proto.metadata_props.add(key=KEY, value=json.dumps(manifest, separators=(",", ":")))
    if proto.ByteSize() < 1_500_000_000:
        onnx.checker.check_model(proto)
        files.replace(path, lambda beside: onnx.save(proto, beside))
        return
    location = f"{path.name}.data"
    path.with_name(location).unlink(missing_ok=True)  # onnx would append to it
    onnx.save(proto, path, save_as_external_data=True, location=location)


def read_manifest(path: str | Path) -> dict[str, Any]:
    """The manifest inside an ONNX file; {} when it has none."""
    properties = {p.key: p.value for p in onnx.load(path, load_external_data=False).metadata_props}
    manifest: dict[str, Any] = json.loads(properties.get(KEY, "{}"))
    return manifest
