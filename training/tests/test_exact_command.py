"""Exact models of a person's own automata, through the file that is written."""

import json
import re
import sys

import numpy as np
import onnxruntime
import pytest
from state_probe.onnx_file import read_manifest

from training import exact


def run(monkeypatch, *arguments) -> int:
    monkeypatch.setattr(sys, "argv", ["exact", *map(str, arguments)])
    return exact.main()


def logits(path, words: np.ndarray) -> np.ndarray:
    return onnxruntime.InferenceSession(path).run(["logits"], {"tokens": words})[0]


@pytest.mark.parametrize("architecture", ["wfa-ssm", "rnn-ssm"])
def test_a_regular_expression(tmp_path, monkeypatch, architecture):
    path = tmp_path / "even.onnx"
    assert run(monkeypatch, path, "--regex", "(b*ab*a)*b*", "--alphabet", "ab", "--architecture", architecture) == 0
    words = np.random.default_rng(0).integers(2, size=(4, 50))
    may_end = logits(path, words)[:, :, 2] > 0
    for word, ends in zip(words, may_end, strict=True):
        text = "".join("ab"[s] for s in word)
        assert [bool(re.fullmatch("(b*ab*a)*b*", text[: t + 1])) for t in range(50)] == ends.tolist()
    assert read_manifest(path)["training"]["exact"]


def test_a_table_and_maps(tmp_path, monkeypatch):
    table = tmp_path / "t.json"
    table.write_text(json.dumps({"alphabet": ["x"], "start": 0, "transitions": [[1], [2], [0]], "accepting": [True, False, False]}))
    assert run(monkeypatch, tmp_path / "threes.onnx", "--table", table) == 0
    assert (logits(tmp_path / "threes.onnx", np.zeros((1, 9), np.int64))[0, :, 1] > 0).tolist() == [False, False, True] * 3
    assert run(monkeypatch, tmp_path / "d4.onnx", "--maps", "[[1,2,3,0],[3,2,1,0]]") == 0
    fields = read_manifest(tmp_path / "d4.onnx")
    assert len(fields["task"]["classes"]) == 8
    turned = logits(tmp_path / "d4.onnx", np.zeros((1, 4), np.int64))[0].argmax(-1)
    assert fields["task"]["classes"][turned[-1]] == [0, 1, 2, 3]


def test_says_what_is_wrong(tmp_path, monkeypatch, capsys):
    assert run(monkeypatch, tmp_path / "x.onnx", "--regex", "a(", "--alphabet", "ab") == 1
    assert run(monkeypatch, tmp_path / "x.onnx", "--maps", "[[0,5]]") == 1
    assert "no map over 2 slots" in capsys.readouterr().err
    assert not (tmp_path / "x.onnx").exists()
