"""Training by tokens: lengths one after the other, what is kept of a passed one, and a kill at any moment."""

import dataclasses
import json
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from state_probe.tasks.monoid import then

from training import by_tokens, train_one, zoo
from training.by_tokens import RunByTokens
from training.ladder import GAIN, Ladder
from training.permutation_rows import permutation_rows
from training.run import accuracy
from training.tasks import task

PROGRAM = """
import sys
from pathlib import Path
from training import train_one, zoo
zoo.HERE = Path(sys.argv[1])
train_one.CHECKPOINT_SECONDS = 0.2
train_one.train(zoo.entry(eval(sys.argv[2])), 1)
"""
TABLE = {
    "id": "small", "name": "Small", "description": "", "architecture": "ids4", "task": "A5", "layers": 1, "width": 64, "minutes": 5,
    "length": 64, "rate": 1e-3, "tokens_per_step": 1024, "early": True, "seeds": [1], "bundle": False, "ladder": [2, 3, 4, 5, 6],
    "tokens": 3_000_000, "patience": 1_000_000, "rotations": False,
}  # fmt: skip


@pytest.fixture
def entry(tmp_path, monkeypatch):
    monkeypatch.setattr(zoo, "HERE", tmp_path)
    return zoo.entry(TABLE)


def until(entry, condition) -> RunByTokens:
    run = RunByTokens(entry, 1)
    while not condition(run):
        assert run.rate() > 0
        for group in run.optimizer.param_groups:
            group["lr"] = run.rate()
        run.advance()
    return run


def test_a_length_is_passed_by_a_test_on_fresh_words():
    ladder = Ladder([2, 5])
    for _ in range(60):
        ladder.observe(10, 1.0)
    assert ladder.seems_passed and ladder.length == 2
    assert not ladder.tested(0.9) and ladder.length == 2 and not ladder.seems_passed
    assert ladder.tested(0.91) and ladder.length == 5 and ladder.passed == 2
    assert (ladder.accuracy, ladder.best, ladder.progressed) == (0, 0, 600)
    assert ladder.tested(1.0) and ladder.finished and ladder.length == 5


def test_progress_is_a_gain_that_noise_does_not_give():
    ladder = Ladder([2, 5], accuracy=0.5, best=0.5, reference=0.5)
    before = ladder.progressed
    for _ in range(50):
        ladder.observe(10, 0.5 + GAIN / 2)
    assert ladder.progressed == before
    for _ in range(50):
        ladder.observe(10, 0.5 + 3 * GAIN)
    assert ladder.progressed > before


@pytest.mark.parametrize("name, rank", [("A5", 16), ("A4xZ5", 13), ("Z60", 9)])
def test_rows_have_the_geometry_of_the_maps(name, rank):
    maps = task(name).tokens
    rows = permutation_rows(maps, 64).double()
    assert torch.linalg.matrix_rank(rows, rtol=1e-4) == rank
    torch.testing.assert_close(rows.norm(dim=1), torch.ones(60, dtype=torch.float64), atol=1e-6, rtol=0)
    # Alike are two maps that agree in as many slots: an inner product is the same after both are followed by a third one.
    products = rows @ rows.T
    place = {m: k for k, m in enumerate(maps)}
    for third in (maps[7], maps[31]):
        moved = [place[then(m, third)] for m in maps]
        torch.testing.assert_close(products[moved][:, moved], products, atol=1e-6, rtol=0)
    with pytest.raises(ValueError):
        permutation_rows(maps, rank - 1)


def test_what_is_kept_passes_and_training_goes_on_unrounded(entry):
    run = until(entry, lambda run: len(run.passes) == 2)
    assert run.passes[-1]["length"] == 3 and run.passes[-1]["right"] > 0.9
    assert all(value.dtype == torch.half for value in run.kept().values() if value.is_floating_point())
    assert any((value != value.half()).any() for value in run.model.state_dict().values())
    run.model.load_state_dict(run.kept())
    assert accuracy(run, np.random.default_rng(99), 512, 3)[0] > 0.85


@pytest.mark.parametrize("why, changed", [("plateau", {"patience": 20_000}), ("tokens", {"tokens": 20_000}), ("minutes", {"minutes": 0.01})])
def test_the_end_says_why(entry, why, changed):
    entry = dataclasses.replace(entry, rate=1e-12 if why == "plateau" else entry.rate, **changed)
    entry.checkpoint(1).parent.mkdir(parents=True)
    train_one.train(entry, 1)
    end = json.loads(entry.log(1).read_text().splitlines()[-1])
    assert (end["event"], end["why"], end["passes"]) == ("end", why, [])
    assert end["next"]["length"] == 2


def test_matrices_alone_decay(entry):
    run = RunByTokens(dataclasses.replace(entry, architecture="s4", options={}), 1)
    decaying, others = (group["params"] for group in run.optimizer.param_groups)
    layer = run.model.layers[0].layer
    assert any(p is layer.mix.weight for p in decaying) and not any(p is layer.log_step for p in decaying)
    assert len(decaying) + len(others) == len(list(run.model.parameters()))


def test_resumed_run_equals_unbroken_one(entry):
    unbroken = until(entry, lambda run: len(run.passes) == 2)
    broken = until(entry, lambda run: run.passes and run.step == unbroken.step - 3)
    broken.save()
    resumed = RunByTokens(entry, 1)
    assert resumed.resume()
    while len(resumed.passes) < 2:
        for group in resumed.optimizer.param_groups:
            group["lr"] = resumed.rate()
        resumed.advance()
    assert (resumed.step, resumed.curriculum) == (unbroken.step, unbroken.curriculum)
    for name, value in unbroken.kept().items():
        assert torch.equal(resumed.kept()[name], value)


def test_kill_and_resume(entry, tmp_path):
    def start() -> subprocess.Popen:
        return subprocess.Popen([sys.executable, "-c", PROGRAM, str(tmp_path), repr(TABLE)], stdout=subprocess.DEVNULL)

    process = start()
    while not entry.checkpoint(1).exists():
        assert process.poll() is None
        time.sleep(0.02)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert start().wait(timeout=300) == 0
    lines = [json.loads(line) for line in entry.log(1).read_text().splitlines()]
    assert [line["event"] for line in lines if "event" in line] == ["start", "resume", "end"]
    assert [found["length"] for found in lines[-1]["passes"]] == [2, 3, 4, 5, 6]
    model = entry.build()
    model.load_state_dict(load_file(entry.weights(1)))
    assert not entry.checkpoint(1).exists()
    assert by_tokens.FRESH_WORDS == 512
