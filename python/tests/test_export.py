"""Models in plain PyTorch through the exporter and back; skipped where PyTorch or onnxruntime is not there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("onnxscript")
pytest.importorskip("onnxruntime")

import state_probe
from state_probe import terminal
from state_probe.exporting import ExportError
from state_probe.onnx_file import read_manifest

HERE = Path(__file__).parent
TASK = state_probe.task("S3", generators="swaps")


@pytest.mark.parametrize("name, layers", [("gru", 1), ("transformer", 2), ("t3", 1)])
def test_a_script_from_nothing_to_a_file(name, layers, tmp_path):
    script = HERE / "scripts" / f"{name}.py"
    assert len(script.read_text("utf-8").splitlines()) < 40
    # One thread: on a busy machine several wait for each other.
    env = os.environ | {"PYTHONPATH": str(HERE.parent), "OMP_NUM_THREADS": "1"}
    subprocess.run([sys.executable, script], cwd=tmp_path, env=env, check=True)
    path = tmp_path / f"{name}.onnx"
    assert read_manifest(path)["layers"] == layers
    try:
        checked = state_probe.check(path)
    except terminal.NoTerminal:
        pytest.skip("no terminal to check it with: npm run build")
    assert checked, str(checked)


class Model(torch.nn.Module):
    def __init__(self, layer=None, classes=TASK.outputs):
        super().__init__()
        self.embedding = torch.nn.Embedding(TASK.vocabulary, 8)
        self.layer = layer or torch.nn.LSTM(8, 8, num_layers=2, batch_first=True)
        self.head = torch.nn.Linear(8, classes)

    def forward(self, tokens):
        x = self.layer(self.embedding(tokens))
        return self.head(x[0] if isinstance(x, tuple) else x)


class Mean(torch.nn.Module):
    def forward(self, x):
        return x + x.mean(1, keepdim=True)


class Loop(torch.nn.Module):
    def forward(self, x):
        states, h = [], x[:, 0] * 0
        for t in range(x.shape[1]):
            h = torch.tanh(h + x[:, t])
            states.append(h)
        return torch.stack(states, 1)


def test_a_stack_of_pytorchs_own_keeps_its_modules(tmp_path):
    model = Model().train()
    done = state_probe.export(model, TASK, tmp_path / "lstm.onnx")
    assert model.training and isinstance(model.layer, torch.nn.LSTM)
    assert done.manifest["architecture"] == "lstm" and done.manifest["family"] == "nonlinear recurrence"
    assert {"logits", "hidden.0", "hidden.1", "hidden.2", "state.1", "state.2"} == set(done.differences.worst)


@pytest.mark.parametrize(
    "model, says",
    [
        (Model(Mean()), "not causal"),
        (Model(classes=5), "its logits are"),
        (Model(torch.nn.GRU(8, 4, bidirectional=True, batch_first=True)), "bidirectional"),
        (Model(Loop()), "state_probe.scan"),
    ],
    ids=["mean over the length", "classes", "bidirectional", "loop"],
)
def test_says_what_is_wrong_and_keeps_nothing(model, says, tmp_path):
    path = tmp_path / "x.onnx"
    path.write_text("what was there")
    with pytest.raises(ExportError, match=says):
        state_probe.export(model, TASK, path)
    assert path.read_text() == "what was there"


class Follower(torch.nn.Module):
    """The state written before and the token, looked up; without one before, the unit."""

    def __init__(self, wrong=False):
        super().__init__()
        maps = [tuple(m) for m in TASK.manifest()["tokens"]]
        classes = [tuple(m) for m in TASK.manifest()["classes"]]
        after = [[classes.index(tuple(state[i] for i in m)) for m in maps] for state in classes]
        self.unit, self.wrong = classes.index(tuple(range(3))), wrong
        self.register_buffer("after", torch.tensor(after))
        self.scores = torch.nn.Parameter(torch.eye(len(classes)))

    def forward(self, row):
        before = torch.cat([row[:, :1] * 0 + self.unit, (row[:, :-1] - TASK.vocabulary).clamp(min=0)], dim=1)
        states = self.after[before, row.clamp(max=TASK.vocabulary - 1)]
        return self.scores[(states + 1) % TASK.outputs if self.wrong else states]


def test_a_model_that_writes_its_states(tmp_path):
    path = tmp_path / "writes.onnx"
    state_probe.export(Follower(), TASK, path, writes=True)
    assert read_manifest(path)["writes"] == TASK.vocabulary
    try:
        assert state_probe.check(path), str(state_probe.check(path))
        [right] = terminal.run(["eval", "--models", str(path), "--lengths", "20", "--count", "10"])
        state_probe.export(Follower(wrong=True), TASK, path, writes=True)
        [wrong] = terminal.run(["eval", "--models", str(path), "--lengths", "20", "--count", "10"])
    except terminal.NoTerminal:
        pytest.skip("no terminal to check it with: npm run build")
    assert right["metrics"][0]["full"] == 1 and wrong["metrics"][0]["full"] == 0
    with pytest.raises(ExportError, match="only a model of a monoid"):
        state_probe.export(Model(classes=2), state_probe.task("parity"), path, writes=True)
