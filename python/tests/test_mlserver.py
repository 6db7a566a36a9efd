"""A bundled model behind MLServer, beside the same file on this machine; skipped where MLServer is not there.

The server has an environment of its own: STATE_PROBE_MLSERVER names its `mlserver`, made by

    python3 -m venv servers && servers/bin/pip install mlserver onnx onnxruntime
"""

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CLI = ROOT / "dist/cli.js"
MODEL = ROOT / "models/s5-ids4-1.onnx"
MLSERVER = os.environ.get("STATE_PROBE_MLSERVER") or shutil.which("mlserver")

pytestmark = pytest.mark.skipif(
    MLSERVER is None or not CLI.exists() or shutil.which("node") is None,
    reason="no mlserver (STATE_PROBE_MLSERVER), or nothing is built (npm run build)",
)


def free_port():
    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        return bound.getsockname()[1]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """What a person writes who serves a model so: the file, the runtime, and two files of settings."""
    folder = tmp_path_factory.mktemp("mlserver")
    shutil.copy(MODEL, folder / "model.onnx")
    shutil.copy(Path(__file__).parent / "mlserver_runtime.py", folder / "runtime.py")
    ports = {f"{kind}_port": free_port() for kind in ("http", "grpc", "metrics")}
    (folder / "settings.json").write_text(json.dumps({"host": "127.0.0.1", "parallel_workers": 0, **ports}))
    settings = {"name": "ids4", "implementation": "runtime.OnnxRuntime", "parameters": {"uri": str(folder / "model.onnx")}}
    (folder / "model-settings.json").write_text(json.dumps(settings))
    return folder


@pytest.fixture(scope="module")
def server(folder):
    """The process, and the model's address."""
    port = json.loads((folder / "settings.json").read_text())["http_port"]
    url = f"http://127.0.0.1:{port}/v2/models/ids4"
    with open(folder / "log.txt", "w") as log:
        process = subprocess.Popen([MLSERVER, "start", str(folder)], cwd=folder, stdout=log, stderr=log)
    try:
        while not is_ready(url):
            if process.poll() is not None:
                pytest.fail((folder / "log.txt").read_text())
            time.sleep(0.2)
        yield process, url
    finally:
        process.kill()
        process.wait()


def is_ready(url):
    try:
        urllib.request.urlopen(f"{url}/ready", timeout=5).close()
        return True
    except (urllib.error.URLError, ConnectionError):
        return False


@pytest.fixture
def url(server):
    return server[1]


def cli(*args):
    return subprocess.run(["node", str(CLI), *args], cwd=ROOT, capture_output=True, text=True, timeout=600)


def told(*args):
    done = cli(*args, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def same(one, other, path="", near=1e-4):
    """Equal, numbers within a ten-thousandth; but for where it was run, by what, and how long it took."""
    if isinstance(one, dict):
        assert one.keys() == other.keys(), path
        for key in one.keys() - {"provider", "digest", "path", "model", "id", "milliseconds"}:
            same(one[key], other[key], f"{path}.{key}", near)
    elif isinstance(one, list):
        assert len(one) == len(other), path
        for k, (left, right) in enumerate(zip(one, other, strict=True)):
            same(left, right, f"{path}[{k}]", near)
    elif isinstance(one, float) or isinstance(other, float):
        assert one == pytest.approx(other, rel=near, abs=near), path
    else:
        assert one == other, path


def test_passes_the_check(url):
    done = cli("check", url)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    "args",
    [
        ["run", "samples/shuffle.py", "--models"],
        ["eval", "--lengths", "4,32", "--count", "100", "--models"],
        ["patch", "samples/shuffle.py", "--at", "3", "--layer", "1", "--from", "step 9", "--model"],
    ],
    ids=["run", "eval", "patch"],
)
def test_says_what_the_file_says(url, args):
    there, here = told(*args, url), told(*args, str(MODEL))
    same(there, here)


def test_a_server_that_is_killed_is_named(server):
    """The last test: nothing is served after it."""
    process, url = server
    process.kill()
    process.wait()
    done = cli("eval", "--models", url, "--lengths", "4", "--count", "10")
    assert done.returncode != 0 and "cannot be reached" in done.stderr
