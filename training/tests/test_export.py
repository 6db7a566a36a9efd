"""Every architecture through ONNX and back: the exported graph against PyTorch, at lengths it was not traced with."""

import onnx
import pytest
import torch
from state_probe.compare import TOLERANCE, compare
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
    found = compare(path, Source(model), t.vocabulary)
    assert not found.problems(TOLERANCE)
    assert {"logits", "hidden.0", f"hidden.{layers}"} <= set(found.worst)
    text = str(onnx.load(path))
    assert "site-packages" not in text and "/home" not in text and ".py" not in text
