"""Every architecture through ONNX and back: the exported graph against PyTorch, at lengths it was not traced with."""

import copy

import onnx
import pytest
import torch
from state_probe.compare import LENGTHS, TOLERANCE, compare
from state_probe.exporting import Source, graph
from state_probe.onnx_file import write

from training.architectures import EXACT, build
from training.tasks import task
from training.tests.test_architectures import MODELS


@pytest.mark.parametrize("architecture, layers, options", [*MODELS, *((name, 1, {}) for name in EXACT)])
def test_onnx_equals_pytorch(architecture, layers, options, tmp_path):
    torch.manual_seed(0)
    t = task("S5")
    model = build(architecture, t, layers=layers, width=32, **options).eval()
    path = tmp_path / "model.onnx"
    write(graph(model), {"format": 1}, path)
    # Matrices that are no rotations, and not yet trained, let a state grow until it is no number any more.
    lengths = LENGTHS if options.get("rotations", True) else LENGTHS[:2]
    found = compare(path, Source(model), t.vocabulary, lengths)
    assert not found.problems(TOLERANCE)
    assert {"logits", "hidden.0", f"hidden.{layers}"} <= set(found.worst)
    text = str(onnx.load(path))
    assert "site-packages" not in text and "/home" not in text and ".py" not in text


def test_rounding_that_a_model_magnifies_is_told_from_a_fault(tmp_path):
    torch.manual_seed(0)
    t = task("S5")
    model = build("elman-rnn", t, layers=1, width=32).eval()
    with torch.no_grad():
        model.layers[0].rnn.weight_hh_l0 *= 12  # chaotic: a difference grows at every step
    path = tmp_path / "model.onnx"
    write(graph(model), {"format": 1}, path)
    precise = Source(copy.deepcopy(model).double())
    assert compare(path, Source(model), t.vocabulary).problems(TOLERANCE)
    assert not compare(path, Source(model), t.vocabulary, precise=precise).problems(TOLERANCE)
    # Another model's file differs at once, where rounding is still small.
    other = build("elman-rnn", t, layers=1, width=32).eval()
    write(graph(other), {"format": 1}, path)
    assert compare(path, Source(model), t.vocabulary, precise=precise).problems(TOLERANCE)
