"""Models of the `transformers` library with random weights, as their users have them; skipped where it is not there."""

import os

import pytest

os.environ.setdefault("HF_HUB_OFFLINE", "1")
np = pytest.importorskip("numpy")
torch = pytest.importorskip("torch")
transformers = pytest.importorskip("transformers")
pytest.importorskip("onnxscript")
onnxruntime = pytest.importorskip("onnxruntime")

import state_probe
from state_probe import terminal

TASK = state_probe.task("S3", generators="swaps")


def gpt2():
    config = transformers.GPT2Config(vocab_size=TASK.outputs, n_positions=128, n_embd=16, n_layer=2, n_head=2)
    return transformers.GPT2LMHeadModel(config)


def mamba():
    config = transformers.MambaConfig(vocab_size=TASK.outputs, hidden_size=16, state_size=4, num_hidden_layers=2, intermediate_size=32)
    return transformers.MambaForCausalLM(config)


@pytest.mark.parametrize(
    "make, architecture, family, lengths",
    [(gpt2, "gpt2", "attention", [1, 7, 64]), (mamba, "mamba", "non-negative diagonal", [1, 7, 64, 300])],
    ids=["GPT-2", "Mamba"],
)
def test_is_exported_checked_and_run(make, architecture, family, lengths, tmp_path):
    torch.manual_seed(0)
    model = make().eval()
    path = tmp_path / f"{architecture}.onnx"
    done = state_probe.export(model, TASK, path, id=architecture)
    assert done.differences.lengths == lengths, "GPT-2 has places for 128 tokens only"
    assert (done.manifest["architecture"], done.manifest["family"], done.manifest["layers"]) == (architecture, family, 2)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    for length in (2, 33, 128):
        tokens = np.random.default_rng(length).integers(TASK.vocabulary, size=(2, length))
        [logits] = session.run(["logits"], {"tokens": tokens})
        with torch.no_grad():
            expected = model(torch.from_numpy(tokens)).logits.numpy()
        assert np.abs(logits - expected).max() < 1e-4 * max(1.0, np.abs(expected).max())
    try:
        checked = state_probe.check(path)
    except terminal.NoTerminal:
        pytest.skip("no terminal to check it with: npm run build")
    assert checked, str(checked)
