"""The notebook among the samples, cell by cell; skipped where PyTorch or the terminal is not there."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("torch")
pytest.importorskip("onnxscript")
pytest.importorskip("pandas")

from state_probe import terminal

NOTEBOOK = Path(__file__).parents[2] / "samples" / "from-pytorch.ipynb"


def test_runs_from_nothing(tmp_path):
    try:
        terminal.command()
    except terminal.NoTerminal:
        pytest.skip("no terminal: npm run build")
    cells = [cell for cell in json.loads(NOTEBOOK.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    script = tmp_path / "cells.py"
    script.write_text("\n\n".join("".join(cell["source"]) for cell in cells), encoding="utf-8")
    env = os.environ | {"PYTHONPATH": str(NOTEBOOK.parents[1] / "python"), "OMP_NUM_THREADS": "1"}
    done = subprocess.run([sys.executable, script], cwd=tmp_path, env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "equal to PyTorch within" in done.stdout and "\nTrue 16\n" in done.stdout, done.stdout
    assert (tmp_path / "results.jsonl").read_text("utf-8").count("\n") == 2
