"""Training that is killed at any moment and started again ends in a trained model."""

import dataclasses
import json
import os
import signal
import subprocess
import sys
import time

import pytest
import torch

from training import train_one, zoo
from state_probe.files import alone, replace

PROGRAM = """
import sys
from pathlib import Path
from training import train_one, zoo
zoo.HERE = Path(sys.argv[1])
train_one.CHECKPOINT_SECONDS = 0.5
train_one.train(zoo.entry(eval(sys.argv[2])), 1)
"""
TABLE = {
    "id": "small", "name": "Small", "description": "", "architecture": "elman-rnn", "task": "flip-flop-monoid",
    "layers": 1, "width": 16, "minutes": 0.1, "length": 16, "rate": 1e-3, "tokens_per_step": 1536, "early": True, "seeds": [1],
    "bundle": False,
}  # fmt: skip


def start(folder) -> subprocess.Popen:
    return subprocess.Popen([sys.executable, "-c", PROGRAM, str(folder), repr(TABLE)], stdout=subprocess.DEVNULL)


def test_kill_and_resume(tmp_path, monkeypatch):
    monkeypatch.setattr(zoo, "HERE", tmp_path)
    entry = zoo.entry(TABLE)
    process = start(tmp_path)
    while not entry.checkpoint(1).exists():
        assert process.poll() is None
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert not entry.weights(1).exists()
    assert start(tmp_path).wait(timeout=120) == 0
    assert entry.weights(1).exists() and not entry.checkpoint(1).exists()
    lines = [json.loads(line) for line in entry.log(1).read_text().splitlines()]
    assert [line["event"] for line in lines if "event" in line] == ["start", "resume", "end"]
    assert lines[-1]["test"]["16"][1] > 0.99


def test_resumed_run_equals_unbroken_one(tmp_path, monkeypatch):
    monkeypatch.setattr(zoo, "HERE", tmp_path)
    entry = dataclasses.replace(zoo.entry(TABLE), minutes=60)
    unbroken, broken = train_one.Run(entry, 1), train_one.Run(entry, 1)
    for _ in range(10):
        unbroken.advance()
    for _ in range(5):
        broken.advance()
    broken.save()
    resumed = train_one.Run(entry, 1)
    assert resumed.resume()
    for _ in range(5):
        resumed.advance()
    assert resumed.curriculum == unbroken.curriculum
    for one, other in zip(resumed.model.parameters(), unbroken.model.parameters(), strict=True):
        assert torch.equal(one, other)


def test_moments_outlive_a_kill_between_two_of_them(tmp_path, monkeypatch):
    monkeypatch.setattr(zoo, "HERE", tmp_path)
    entry = dataclasses.replace(zoo.entry(TABLE | {"moments": 4}), minutes=60)

    def go(run: train_one.Run, steps: int) -> None:
        # A step takes as long as the test says, so that every run keeps its moments after the same ones.
        for _ in range(steps):
            run.advance()
            run.spent += run.budget / 16
            run.remember()

    unbroken, broken = train_one.Run(entry, 1), train_one.Run(entry, 1)
    go(unbroken, 16)
    go(broken, 3)
    broken.save()
    resumed = train_one.Run(entry, 1)
    assert resumed.resume() and [told["step"] for told in resumed.moments.told] == [2]
    go(resumed, 13)
    assert resumed.moments.told == unbroken.moments.told
    assert [told["step"] for told in resumed.moments.told] == [2, 4, 8]
    one, other = resumed.moments.tensors(), unbroken.moments.tensors()
    assert one.keys() == other.keys() and all(torch.equal(one[name], other[name]) for name in one)


def test_a_failed_write_leaves_the_old_file(tmp_path):
    path = tmp_path / "file"
    path.write_text("old")

    def fail(beside):
        beside.write_text("half")
        raise OSError("disk full")

    with pytest.raises(OSError):
        replace(path, fail)
    assert path.read_text() == "old"


def test_one_process_at_a_time(tmp_path):
    with alone(tmp_path / "lock"), pytest.raises(BlockingIOError), alone(tmp_path / "lock"):
        pass
