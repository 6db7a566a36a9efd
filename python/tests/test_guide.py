"""The Python of docs/guide-research.md, as it stands there; skipped where PyTorch or matplotlib is not there."""

import json
import re
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("onnxscript")
pytest.importorskip("pandas")
pytest.importorskip("matplotlib")

GUIDE = Path(__file__).parents[2] / "docs" / "guide-research.md"


def test_trains_exports_and_draws(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    train, draw = re.findall(r"^```python\n(.*?)^```", GUIDE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    names: dict[str, object] = {}
    exec(compile(train, "guide: train", "exec"), names)
    assert (tmp_path / "my-gru.onnx").stat().st_size > 1000
    # Two models, as `eval --out` writes them.
    rows = [
        {"name": name, "length": length, "full": full, "fullInterval": [full - 0.1, full + 0.05]}
        for name, full in (("My GRU", 0.9), ("Mamba", 0.5))
        for length in (4, 8, 16)
    ]
    (tmp_path / "results.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    exec(compile(draw, "guide: draw", "exec"), names)
    assert (tmp_path / "figure.pdf").read_bytes().startswith(b"%PDF")
