"""Matrices in half precision: half of the bytes, and the same values to whatever reads them."""

import pytest

np = pytest.importorskip("numpy")
onnx = pytest.importorskip("onnx")

from onnx.reference import ReferenceEvaluator
from state_probe.onnx_file import halve

RNG = np.random.default_rng(7)
EXACT = RNG.normal(size=(8, 8)).astype(np.float16).astype(np.float32)
OTHER = RNG.normal(size=(8, 8)).astype(np.float32)
VECTOR = RNG.normal(size=8).astype(np.float16).astype(np.float32)


def model(**tensors: np.ndarray) -> onnx.ModelProto:
    """x times every matrix, plus every vector."""
    nodes, value = [], "x"
    for name, tensor in tensors.items():
        nodes.append(onnx.helper.make_node("MatMul" if tensor.ndim == 2 else "Add", [value, name], [f"{name}.out"]))
        value = f"{name}.out"
    graph = onnx.helper.make_graph(
        nodes,
        "g",
        [onnx.helper.make_tensor_value_info("x", onnx.TensorProto.FLOAT, [2, 8])],
        [onnx.helper.make_tensor_value_info(value, onnx.TensorProto.FLOAT, [2, 8])],
        [onnx.numpy_helper.from_array(tensor, name) for name, tensor in tensors.items()],
    )
    return onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 17)])


def stored(proto: onnx.ModelProto) -> dict[str, int]:
    return {tensor.name: tensor.data_type for tensor in proto.graph.initializer}


def test_changes_no_value_and_halves_what_it_can():
    proto = model(exact=EXACT, vector=VECTOR, other=OTHER)
    x = RNG.normal(size=(2, 8)).astype(np.float32)
    before, size = ReferenceEvaluator(proto).run(None, {"x": x}), len(proto.SerializeToString())
    halve(proto)
    onnx.checker.check_model(proto, full_check=True)
    assert np.array_equal(ReferenceEvaluator(proto).run(None, {"x": x})[0], before[0])
    half, whole = onnx.TensorProto.FLOAT16, onnx.TensorProto.FLOAT
    # A value that half precision does not have would be another one; a vector is read in the file itself.
    assert stored(proto) == {"exact.half": half, "vector": whole, "other": whole}
    assert size - len(proto.SerializeToString()) > 8 * 8 * 2 - 64


def test_twice_is_once():
    proto = model(exact=EXACT)
    halve(proto)
    once = proto.SerializeToString()
    halve(proto)
    assert proto.SerializeToString() == once


@pytest.mark.parametrize("value", [1e-30, 1e30, 1 + 2**-12])
def test_one_value_that_would_change_keeps_its_matrix(value):
    tensor = EXACT.copy()
    tensor[3, 5] = value
    proto = model(exact=tensor)
    halve(proto)
    assert stored(proto) == {"exact": onnx.TensorProto.FLOAT}
