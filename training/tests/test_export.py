"""Every architecture through ONNX and back: the exported graph against PyTorch, at lengths it was not traced with."""

import onnx
import pytest
import torch

from training.architectures import EXACT, build
from training.check import TOLERANCE, differences
from training.export import graph, write
from training.tasks import task
from training.tests.test_architectures import MODELS


@pytest.mark.parametrize("architecture, layers, options", [*MODELS, *((name, 1, {}) for name in EXACT)])
def test_onnx_equals_pytorch(architecture, layers, options, tmp_path):
    torch.manual_seed(0)
    t = task("S5")
    model = build(architecture, t, layers=layers, width=32, **options).eval()
    path = tmp_path / "model.onnx"
    write(graph(model), {"format": 1}, path)
    worst = differences(path, model, t.vocabulary)
    assert max(worst.values()) <= TOLERANCE, worst
    assert {"logits", "hidden.0", f"hidden.{layers}"} <= set(worst)
    text = str(onnx.load(path))
    assert "site-packages" not in text and "/home" not in text and ".py" not in text
