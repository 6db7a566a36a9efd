"""A model behind HTTP, as the Open Inference Protocol says; skipped where PyTorch is not there."""

import json
import os
import subprocess
import threading
import urllib.error
import urllib.request

import pytest

np = pytest.importorskip("numpy")
torch = pytest.importorskip("torch")

import state_probe
from state_probe import terminal

TASK = state_probe.task("S3", generators="swaps")


class Gru(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.embedding = torch.nn.Embedding(TASK.vocabulary, 8)
        self.gru = torch.nn.GRU(8, 8, batch_first=True)
        self.drop = torch.nn.Dropout(0.5)
        self.head = torch.nn.Linear(8, TASK.outputs)

    def forward(self, tokens):
        return self.head(self.drop(self.gru(self.embedding(tokens))[0]))


@pytest.fixture
def server():
    torch.manual_seed(3)
    with state_probe.serve(Gru(), TASK, name="gru", port=0, block=False) as running:
        yield running


def ask(url, body=None, headers=None):
    request = urllib.request.Request(url, body, headers or {})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def infer(server, tokens, **more):
    body = {"inputs": [{"name": "tokens", "datatype": "INT64", "shape": list(tokens.shape), "data": tokens.ravel().tolist()}], **more}
    return ask(f"{server.url}/infer", json.dumps(body).encode())


def expected(server, tokens):
    with torch.no_grad():
        return server.served.model(torch.from_numpy(tokens)).numpy()


def test_says_what_it_is(server):
    _, _, body = ask(server.url)
    said = json.loads(body)
    assert said["inputs"][0] == {"name": "tokens", "datatype": "INT64", "shape": [-1, -1]}
    assert {"name": "logits", "datatype": "FP32", "shape": [-1, -1, TASK.outputs]} in said["outputs"]
    assert {"hidden.0", "hidden.1"} <= {output["name"] for output in said["outputs"]}
    manifest = said["parameters"]["state-probe"]
    assert manifest["family"] == "nonlinear recurrence" and manifest["layers"] == 1
    assert ask(f"{server.url}/ready")[0] == 200
    assert "binary_tensor_data" in json.loads(ask(server.url.split("/models")[0])[2])["extensions"]


def test_json_and_binary_say_the_same_as_the_model(server):
    tokens = np.random.default_rng(1).integers(TASK.vocabulary, size=(3, 7))
    status, _, body = infer(server, tokens, outputs=[{"name": "logits"}], id="x")
    answer = json.loads(body)
    assert status == 200 and answer["id"] == "x"
    [logits] = answer["outputs"]
    assert np.allclose(np.reshape(logits["data"], logits["shape"]), expected(server, tokens), atol=1e-6)
    head = {
        "inputs": [{"name": "tokens", "datatype": "INT64", "shape": [3, 7], "parameters": {"binary_data_size": tokens.nbytes}}],
        "outputs": [{"name": "hidden.1", "parameters": {"binary_data": True}}, {"name": "logits", "parameters": {"binary_data": True}}],
    }
    text = json.dumps(head).encode()
    _, headers, body = ask(f"{server.url}/infer", text + tokens.tobytes(), {"Inference-Header-Content-Length": str(len(text))})
    until = int(headers["Inference-Header-Content-Length"])
    outputs = json.loads(body[:until])["outputs"]
    skipped = outputs[0]["parameters"]["binary_data_size"]
    values = np.frombuffer(body[until + skipped :], "<f4").reshape(outputs[1]["shape"])
    assert np.allclose(values, expected(server, tokens), atol=1e-6)


@pytest.mark.parametrize(
    "change, says",
    [
        ({"inputs": []}, "inputs: one, tokens"),
        ({"outputs": [{"name": "scores"}]}, "no output scores"),
        ({"inputs": [{"name": "tokens", "datatype": "FP32", "shape": [1, 1], "data": [0]}]}, "INT64"),
        ({"inputs": [{"name": "tokens", "datatype": "INT64", "shape": [1, 2], "data": [0]}]}, "1 × 2 numbers"),
        ({"inputs": [{"name": "tokens", "datatype": "INT64", "shape": [1, 1], "data": [99]}]}, "token ids are"),
        ({"inputs": [{"name": "tokens", "datatype": "INT64", "shape": [1, 1], "data": ["a"]}]}, "cannot be read"),
        ({"inputs": [{"name": "tokens", "datatype": "INT64", "shape": [0, 1], "data": []}]}, "shape of tokens"),
    ],
)
def test_says_what_is_wrong_with_a_request(server, change, says):
    status, _, body = infer(server, np.zeros((1, 1), np.int64), **change)
    assert status == 400 and says in json.loads(body)["error"]
    assert infer(server, np.zeros((1, 1), np.int64))[0] == 200, "and goes on"


def patched(server, tokens, mask, value, output="hidden.1"):
    inputs = [
        {"name": name, "datatype": kind, "shape": list(array.shape), "data": array.ravel().tolist()}
        for name, kind, array in [
            ("tokens", "INT64", tokens),
            (f"state-probe/mask {output}", "BOOL", mask),
            (f"state-probe/value {output}", "FP32", value),
        ]
    ]
    status, _, body = infer(server, tokens, inputs=inputs, outputs=[{"name": "logits"}])
    [logits] = json.loads(body)["outputs"] if status == 200 else [{"data": body, "shape": [-1]}]
    return status, np.reshape(logits["data"], logits["shape"]) if status == 200 else logits["data"]


def test_layers_are_replaced_where_a_mask_says_so(server):
    tokens = np.random.default_rng(2).integers(TASK.vocabulary, size=(2, 6))
    said = {one["name"]: one for one in json.loads(ask(server.url)[2])["inputs"]}
    assert said["state-probe/value hidden.1"] == {"name": "state-probe/value hidden.1", "datatype": "FP32", "shape": [-1, -1, 8]}
    model = server.served.model
    mask, value = np.zeros((2, 6, 1), bool), np.random.default_rng(3).normal(size=(2, 6, 8)).astype("f4")
    assert np.allclose(patched(server, tokens, mask, value)[1], expected(server, tokens), atol=1e-6)
    mask[1, 3] = True
    with torch.no_grad():
        hidden = model.gru(model.embedding(torch.from_numpy(tokens)))[0]
        after = model.head(torch.where(torch.from_numpy(mask), torch.from_numpy(value), hidden)).numpy()
        embedded = torch.where(torch.from_numpy(mask), torch.from_numpy(value), model.embedding(torch.from_numpy(tokens)))
        before = model.head(model.gru(embedded)[0]).numpy()
    assert np.allclose(patched(server, tokens, mask, value)[1], after, atol=1e-6)
    assert np.allclose(patched(server, tokens, mask, value, "hidden.0")[1], before, atol=1e-6)
    assert not np.allclose(after, before, atol=1e-3)
    status, said = patched(server, tokens, mask[:, :5], value)
    assert status == 400 and b"hidden.1 is replaced by a mask" in said
    status, said = patched(server, tokens, mask, value, "hidden.7")
    assert status == 400 and b"there is no input" in said


def test_other_addresses_and_texts(server):
    assert ask(server.url.replace("gru", "other"))[0] == 404
    assert ask(f"{server.url}/infer", b"{")[0] == 400
    assert ask(f"{server.url}/infer", b"[]")[0] == 400


def test_asks_for_its_token():
    with state_probe.serve(Gru(), TASK, port=0, token="secret", block=False) as server:
        assert ask(server.url)[0] == 401
        assert ask(server.url, headers={"Authorization": "Bearer other"})[0] == 401
        assert ask(server.url, headers={"Authorization": "Bearer secret"})[0] == 200


def test_leaves_the_model_as_it_was():
    model = Gru().train()
    model.embedding.eval()
    with state_probe.serve(model, TASK, port=0, block=False):
        assert not model.training
    assert model.training and not model.embedding.training
    with pytest.raises(ValueError, match="not .batch, length, classes"):
        state_probe.serve(model, state_probe.task("S4", generators="swaps"), port=0, block=False)
    assert model.training


def test_answers_many_at_once(server):
    tokens = [np.random.default_rng(k).integers(TASK.vocabulary, size=(2, 5)) for k in range(8)]
    answers = [None] * len(tokens)

    def one(k):
        answers[k] = json.loads(infer(server, tokens[k], outputs=[{"name": "logits"}])[2])["outputs"][0]

    threads = [threading.Thread(target=one, args=[k]) for k in range(len(tokens))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for words, answer in zip(tokens, answers, strict=True):
        assert np.allclose(np.reshape(answer["data"], answer["shape"]), expected(server, words), atol=1e-6)


def test_the_terminal_measures_what_the_file_gives(server, tmp_path):
    pytest.importorskip("onnxscript")
    path = tmp_path / "gru.onnx"
    state_probe.export(server.served.model, TASK, path, id="exported")
    try:
        checked = state_probe.check(server.url)
    except terminal.NoTerminal:
        pytest.skip("no terminal to check it with: npm run build")
    assert checked, str(checked)
    args = [*terminal.command(), "eval", "--models", f"{server.url},{path}", "--lengths", "2,9", "--count", "50", "--json"]
    done = subprocess.run(args, capture_output=True, text=True, env=os.environ)
    assert done.returncode == 0, done.stderr
    remote, local = map(json.loads, done.stdout.splitlines())
    assert [m["full"] for m in remote["metrics"]] == [m["full"] for m in local["metrics"]]
    assert remote["metrics"][0]["provider"] == "server"
