"""A PyTorch model as a server that speaks the Open Inference Protocol (v2, REST), so that a model on a GPU needs no file.

    state_probe.serve(model, task, name="mine", port=8000)

and on the other side `state-probe eval --models http://127.0.0.1:8000/v2/models/mine`.
"""

from __future__ import annotations

import hmac
import json
import math
import threading
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import nn

from state_probe import __version__
from state_probe.manifest import guessed, id_of, manifest, parameters
from state_probe.observing import find_layers, outputs_of
from state_probe.tasks import Task

EXAMPLE = (2, 5)
HEADER = "Inference-Header-Content-Length"
MOST_BODY = 256 * 2**20
"""Bytes of a request."""
TYPES = {"INT64": "<i8", "INT32": "<i4", "BOOL": "?", "FP32": "<f4"}
Patch = tuple[npt.NDArray[np.bool_], npt.NDArray[np.float32]]
"""Where a layer is replaced, [batch, length, 1], and by what, [batch, length, width]."""


class Refused(Exception):
    """A request that is not answered, and why."""

    def __init__(self, status: HTTPStatus, reason: str):
        super().__init__(reason)
        self.status = status


class Served:
    """A model with what its metadata says; one request at a time runs it."""

    def __init__(
        self,
        model: nn.Module,
        task: Task,
        name: str,
        *,
        layers: Sequence[str] | None = None,
        architecture: str | None = None,
        family: str | None = None,
        description: str | None = None,
        bos: int | None = None,
    ):
        self.model, self.name, self.lock = model, name, threading.Lock()
        self.device = next((t.device for t in (*model.parameters(), *model.buffers())), torch.device("cpu"))
        self.vocabulary = max(task.vocabulary, -1 if bos is None else bos + 1)
        tokens = torch.zeros(EXAMPLE, dtype=torch.int64, device=self.device)
        if hasattr(model, "observe") and layers is None:
            self.layers: list[str] = []
        else:
            self.layers = list(layers) if layers is not None else find_layers(model, tokens)
        outputs = self.run(tokens.cpu().numpy())
        if outputs["logits"].shape != (*EXAMPLE, task.outputs):
            raise ValueError(f"its logits are {list(outputs['logits'].shape)}, not [batch, length, classes] {[*EXAMPLE, task.outputs]}")
        widths = [value.shape[-1] for key, value in outputs.items() if key.startswith("hidden.")]
        guess, its_family = guessed(model)
        self.manifest = manifest(
            task.manifest() | ({"bos": bos} if bos is not None else {}),
            {
                "id": id_of(name),
                "name": name,
                "architecture": architecture or guess,
                "family": family or (its_family if architecture is None else None),
                "layers": len(widths) - 1 if widths else max(1, len(self.layers)),
                "width": widths[-1] if widths else 1,
                "parameters": parameters(model),
                "description": description,
            },
        )
        self.shapes = {key: _free(value.shape, key) for key, value in outputs.items()}
        # Only what passes through hooks can be replaced there.
        hooked = self.layers and not any(key.startswith("hidden.") for key in self.run(tokens.cpu().numpy(), hooks=False))
        self.patchable = {f"hidden.{k}": width for k, width in enumerate(widths)} if hooked else {}

    def run(
        self, tokens: npt.NDArray[np.int64], patches: Mapping[str, Patch] | None = None, *, hooks: bool = True
    ) -> dict[str, npt.NDArray[np.float32]]:
        with self.lock, torch.no_grad():
            ids = torch.from_numpy(tokens).to(self.device)
            replaced = {
                int(output.removeprefix("hidden.")): (torch.from_numpy(mask).to(self.device), torch.from_numpy(value).to(self.device))
                for output, (mask, value) in (patches or {}).items()
            }
            layers = [self.model.get_submodule(name) for name in self.layers] if hooks else []
            outputs = outputs_of(self.model, ids, layers, replaced)
            return {key: value.cpu().contiguous().numpy() for key, value in outputs.items()}

    def metadata(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "versions": ["1"],
            "platform": "pytorch",
            "inputs": [
                {"name": "tokens", "datatype": "INT64", "shape": [-1, -1]},
                *(one for output, width in self.patchable.items() for one in _patch_inputs(output, width)),
            ],
            "outputs": [{"name": key, "datatype": "FP32", "shape": shape} for key, shape in self.shapes.items()],
            "parameters": {"state-probe": self.manifest},
        }

    def infer(self, request: Mapping[str, Any], binary: memoryview) -> tuple[dict[str, Any], list[bytes]]:
        """The answer, and behind it what is not said in JSON."""
        tokens, patches = self.inputs(request, binary)
        wanted = request.get("outputs") or [{"name": key} for key in self.shapes]
        if not isinstance(wanted, list) or not all(isinstance(one, dict) for one in wanted):
            raise Refused(HTTPStatus.BAD_REQUEST, "outputs: a list of objects with names")
        unknown = [str(one.get("name")) for one in wanted if one.get("name") not in self.shapes]
        if unknown:
            raise Refused(HTTPStatus.BAD_REQUEST, f"there is no output {', '.join(unknown)}; there are {', '.join(self.shapes)}")
        values = self.run(tokens, patches)
        all_binary = _parameters(request).get("binary_data_output", False)
        answers, behind = [], []
        for one in wanted:
            value = np.ascontiguousarray(values[one["name"]], dtype="<f4")
            answer: dict[str, Any] = {"name": one["name"], "datatype": "FP32", "shape": list(value.shape)}
            if _parameters(one).get("binary_data", all_binary):
                behind.append(value.tobytes())
                answer["parameters"] = {"binary_data_size": len(behind[-1])}
            elif not np.isfinite(value).all():
                raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, f"{one['name']} has values that JSON has no numbers for; ask for binary data")
            else:
                answer["data"] = value.ravel().tolist()
            answers.append(answer)
        said = {"model_name": self.name, "model_version": "1", "outputs": answers}
        return said | ({"id": request["id"]} if isinstance(request.get("id"), str) else {}), behind

    def inputs(self, request: Mapping[str, Any], binary: memoryview) -> tuple[npt.NDArray[np.int64], dict[str, Patch]]:
        """The tokens, and by the name of a layer where it is replaced and by what."""
        inputs = request.get("inputs")
        if not isinstance(inputs, list) or not all(isinstance(one, dict) for one in inputs):
            raise Refused(HTTPStatus.BAD_REQUEST, "inputs: a list of objects with names")
        given: dict[str, npt.NDArray[Any]] = {}
        for one in inputs:
            values, binary = _tensor(one, binary)
            given[str(one.get("name"))] = values
        if "tokens" not in given:
            raise Refused(HTTPStatus.BAD_REQUEST, "inputs: one, tokens")
        tokens = self.checked(given.pop("tokens"))
        patches = {}
        for output, width in self.patchable.items():
            mask, value = (given.pop(one["name"], None) for one in _patch_inputs(output, width))
            if mask is None and value is None:
                continue
            if mask is None or value is None or mask.shape != (*tokens.shape, 1) or value.shape != (*tokens.shape, width):
                raise Refused(HTTPStatus.BAD_REQUEST, f"{output} is replaced by a mask {[*tokens.shape, 1]} and values {[*tokens.shape, width]}")
            patches[output] = (mask.astype(bool), value.astype(np.float32))
        if given:
            raise Refused(HTTPStatus.BAD_REQUEST, f"there is no input {', '.join(given)}")
        return tokens, patches

    def checked(self, tokens: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
        if tokens.dtype.kind != "i":
            raise Refused(HTTPStatus.BAD_REQUEST, "tokens are INT64")
        if tokens.ndim != 2 or tokens.size == 0:
            raise Refused(HTTPStatus.BAD_REQUEST, f"the shape of tokens is [batch, length], not {list(tokens.shape)}")
        tokens = tokens.astype(np.int64)
        if tokens.min() < 0 or tokens.max() >= self.vocabulary:
            raise Refused(HTTPStatus.BAD_REQUEST, f"token ids are 0 to {self.vocabulary - 1}")
        return tokens


def _patch_inputs(output: str, width: int) -> list[dict[str, Any]]:
    """What replaces a layer, by the names that State Probe asks for; a run without them is the model's own."""
    return [
        {"name": f"state-probe/mask {output}", "datatype": "BOOL", "shape": [-1, -1, 1]},
        {"name": f"state-probe/value {output}", "datatype": "FP32", "shape": [-1, -1, width]},
    ]


def _tensor(given: Mapping[str, Any], binary: memoryview) -> tuple[npt.NDArray[Any], memoryview]:
    """An input, and what follows of the numbers behind the JSON."""
    name, kind, shape = given.get("name"), TYPES.get(str(given.get("datatype"))), given.get("shape")
    if kind is None:
        raise Refused(HTTPStatus.BAD_REQUEST, f"{name}: one of {', '.join(TYPES)}, not {given.get('datatype')}; tokens are INT64")
    if not isinstance(shape, list) or not all(isinstance(size, int) and size >= 0 for size in shape):
        raise Refused(HTTPStatus.BAD_REQUEST, f"the shape of {name} is a list of sizes, not {shape}")
    size = _parameters(given).get("binary_data_size")
    try:
        if size is not None:
            values = np.frombuffer(binary[:size], kind)
        else:
            values = np.asarray(given.get("data"), dtype=kind).ravel()
    except (TypeError, ValueError, OverflowError) as error:
        raise Refused(HTTPStatus.BAD_REQUEST, f"{name} cannot be read: {error}") from error
    if values.size != math.prod(shape):
        raise Refused(HTTPStatus.BAD_REQUEST, f"{name}: {' × '.join(map(str, shape))} numbers are needed, not {values.size}")
    return values.reshape(shape), binary[size or 0 :]


def _parameters(given: Mapping[str, Any]) -> Mapping[str, Any]:
    found = given.get("parameters")
    return found if isinstance(found, dict) else {}


def _free(shape: Sequence[int], key: str) -> list[int]:
    if key.startswith("attention."):
        return [-1, shape[1], -1, -1]
    return [-1, -1, *shape[2:]]


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = f"state-probe/{__version__}"
    timeout = 60  # of a connection that says nothing
    server: Server

    def do_GET(self) -> None:  # noqa: N802
        self.answered(lambda: self.told(self.path.split("?")[0].rstrip("/")))

    def do_POST(self) -> None:  # noqa: N802
        self.answered(self.inferred)

    def answered(self, answer: Any) -> None:
        try:
            self.allow()
            said, behind = answer()
            self.say(HTTPStatus.OK, said, behind)
        except Refused as refused:
            self.close_connection = True  # the rest of its request may not have been read
            self.say(refused.status, {"error": str(refused)}, [])
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
        except Exception as error:  # a model may raise anything, and its server goes on
            self.close_connection = True
            self.say(HTTPStatus.INTERNAL_SERVER_ERROR, {"error": f"{type(error).__name__}: {str(error)[:500]}"}, [])

    def allow(self) -> None:
        token = self.server.token
        given = self.headers.get("Authorization", "")
        if token is not None and not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
            raise Refused(HTTPStatus.UNAUTHORIZED, "this server asks for a token")

    def told(self, path: str) -> tuple[dict[str, Any], list[bytes]]:
        served = self.server.served
        mine = f"/v2/models/{served.name}"
        if path == "/v2":
            return {"name": "state-probe", "version": __version__, "extensions": ["binary_tensor_data"]}, []
        if path == "/v2/health/live":
            return {"live": True}, []
        if path in ("/v2/health/ready", f"{mine}/ready", f"{mine}/versions/1/ready"):
            return {"name": served.name, "ready": True}, []
        if path in (mine, f"{mine}/versions/1"):
            return served.metadata(), []
        raise Refused(HTTPStatus.NOT_FOUND, f"there is no {path}; the model is {mine}")

    def inferred(self) -> tuple[dict[str, Any], list[bytes]]:
        mine = f"/v2/models/{self.server.served.name}"
        if self.path not in (f"{mine}/infer", f"{mine}/versions/1/infer"):
            raise Refused(HTTPStatus.NOT_FOUND, f"there is no {self.path}; the model is {mine}")
        length = _size(self.headers.get("Content-Length"))
        if length is None:
            raise Refused(HTTPStatus.LENGTH_REQUIRED, "a request says its Content-Length")
        if length > MOST_BODY:
            raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"a request has at most {MOST_BODY} bytes")
        body = memoryview(self.rfile.read(length))
        until = _size(self.headers.get(HEADER, str(length)))
        if until is None or until > length:
            raise Refused(HTTPStatus.BAD_REQUEST, f"{HEADER} is the number of bytes of the JSON")
        try:
            request = json.loads(bytes(body[:until]))
        except ValueError as error:
            raise Refused(HTTPStatus.BAD_REQUEST, f"this is not JSON: {error}") from error
        if not isinstance(request, dict):
            raise Refused(HTTPStatus.BAD_REQUEST, "a request is an object")
        return self.server.served.infer(request, body[until:])

    def say(self, status: HTTPStatus, said: dict[str, Any], behind: list[bytes]) -> None:
        text = json.dumps(said).encode()
        try:
            self.send_response(status)
            self.send_header("Content-Type", "application/octet-stream" if behind else "application/json")
            if behind:
                self.send_header(HEADER, str(len(text)))
            self.send_header("Content-Length", str(len(text) + sum(map(len, behind))))
            self.end_headers()
            for part in (text, *behind):
                self.wfile.write(part)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True  # nobody waits for it any more

    def log_message(self, format: str, *args: Any) -> None:
        """Nothing: who serves a model in a notebook does not want a line for each batch."""


def _size(text: str | None) -> int | None:
    return int(text) if text is not None and text.isascii() and text.isdigit() else None


class Server(ThreadingHTTPServer):
    """A server that answers in threads of its own until it is closed; a context manager."""

    daemon_threads = True

    def __init__(self, served: Served, host: str = "127.0.0.1", port: int = 8000, token: str | None = None):
        super().__init__((host, port), Handler)
        self.served, self.token = served, token
        self.modes: Mapping[nn.Module, bool] = {}
        self.thread = threading.Thread(target=self.serve_forever, daemon=True)
        self.thread.start()

    @property
    def url(self) -> str:
        """What is given to `--models`."""
        host, port = self.server_address[:2]
        return f"http://{host!s}:{port}/v2/models/{self.served.name}"

    def close(self) -> None:
        self.shutdown()
        self.server_close()
        restore(self.modes)

    def __enter__(self) -> Server:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()


def restore(modes: Mapping[nn.Module, bool]) -> None:
    for module, mode in modes.items():
        module.training = mode


def serve(
    model: nn.Module,
    task: Task,
    *,
    name: str = "model",
    host: str = "127.0.0.1",
    port: int = 8000,
    token: str | None = None,
    layers: Sequence[str] | None = None,
    architecture: str | None = None,
    family: str | None = None,
    description: str | None = None,
    bos: int | None = None,
    block: bool = True,
) -> Server:
    """Serves `model`, where it is and as it is, until the program ends (Ctrl+C), or, with `block=False`, until `close()`.

    What the model may give, and `layers`, are as for `export`; hidden states are taken by forward hooks. `port=0` takes a
    free one; `url` tells. With a `token` only requests that bear it are answered; with another `host` than this machine's
    own address, give one, and put the server behind one that encrypts."""
    if not name or not name.isascii() or "/" in name or any(c.isspace() for c in name):
        raise ValueError(f"name {name!r}: part of an address, without spaces and slashes")
    modes = {module: module.training for module in model.modules()}
    model.eval()
    try:
        served = Served(model, task, name, layers=layers, architecture=architecture, family=family, description=description, bos=bos)
        server = Server(served, host, port, token)
    except BaseException:
        restore(modes)
        raise
    server.modes = modes
    if block:
        print(f"{name} is served: state-probe eval --models {server.url}", flush=True)
        try:
            server.thread.join()
        except KeyboardInterrupt:
            server.close()
    return server
