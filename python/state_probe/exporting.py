"""From a PyTorch module to one ONNX file that follows the model contract, compared with the module before it is kept."""

from __future__ import annotations

import copy
import logging
import tempfile
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import torch
from torch import nn
from torch.export import Dim
from torch.nn.modules import transformer

from state_probe import onnx_file
from state_probe.compare import LENGTHS, TOLERANCE, Differences, Named, compare
from state_probe.manifest import guessed, id_of, manifest, parameters
from state_probe.observing import Outputs, Unclear, find_layers, outputs_of
from state_probe.recurrences import Unsupported, scanned
from state_probe.tasks import Task

OPSET = 20
EXAMPLE = (2, 5)  # batch and length the graph is traced with; neither stays in it


class ExportError(ValueError):
    """A model that cannot become a file of the contract, or whose file differs from it. The message says what to change."""


@dataclass(frozen=True)
class Exported:
    """What was written, and what it was compared with."""

    path: Path
    manifest: dict[str, Any]
    layers: list[str]
    """The modules whose outputs are hidden.1 to hidden.N; [] where the model names its hidden states itself."""
    differences: Differences

    def __str__(self) -> str:
        worst = max(self.differences.worst.values(), default=0.0)
        names = ", ".join(self.differences.worst)
        lengths = ", ".join(map(str, self.differences.lengths))
        shown = f"; layers: {', '.join(self.layers)}" if self.layers else ""
        return f"{self.path}: {names}{shown}\nequal to PyTorch within {worst:.0e} at lengths {lengths}"


def export(
    model: nn.Module,
    task: Task,
    path: str | Path,
    *,
    name: str | None = None,
    id: str | None = None,
    architecture: str | None = None,
    family: str | None = None,
    layers: Sequence[str] | None = None,
    description: str | None = None,
    license: str | None = None,
    negative: bool | None = None,
    training: Mapping[str, Any] | None = None,
    metrics: Sequence[Mapping[str, Any]] | None = None,
    bos: int | None = None,
    writes: bool = False,
    lengths: Sequence[int] = LENGTHS,
    tolerance: float = TOLERANCE,
) -> Exported:
    """Writes `model`, which reads tokens int64 [batch, length] of `task`, as an ONNX file with a manifest.

    What the model may give: see `state_probe.observing.outputs_of`. Where it gives no hidden states, the outputs of its
    layers are taken: of the modules that `layers` names, or else those that are found (`find_layers`). Recurrences of
    PyTorch's own modules become `Scan`, others are written with `state_probe.scan`; batch and length stay free. A name
    from PyTorch says an architecture where none is given. `bos` is the id that starts every word. With `writes` the model writes the
    state after every token and reads what it wrote: it takes rows x1 s1 x2 s2 ..., where a state is the id behind all tokens of the
    task (and `bos`) plus its class.

    The file is run in onnxruntime and every output compared with the model's at `lengths`, most of which it was not
    traced with; it is kept only where none differs by more than `tolerance` of its largest value, or of 1. It is also
    seen whether a word's logits depend on later tokens. ExportError says what is wrong; what was at `path` then stays.
    """
    path = Path(path)
    if path.suffix.lower() != ".onnx":
        raise ExportError(f"{path}: the name of a model's file ends with .onnx")
    if writes and task.manifest()["kind"] != "monoid":
        raise ExportError("only a model of a monoid writes states: the classes of a language are sets of symbols")
    vocabulary = max(task.vocabulary, -1 if bos is None else bos + 1)
    guess, its_family = guessed(model)
    with still(model) as plain:
        try:
            source = Source(plain, layers)
            hidden = source.check(task)
        except (Unclear, Unsupported) as error:
            raise ExportError(str(error)) from error
        except (AttributeError, IndexError, RuntimeError, TypeError) as error:
            raise ExportError(f"the model cannot be run on tokens int64 {list(EXAMPLE)}: {first_line(error)}") from error
        proto = graph(source)
        own = task.manifest() | ({"bos": bos} if bos is not None else {})
        fields = manifest(
            own,
            {
                "id": id or id_of(path.stem),
                "name": name or path.stem,
                "architecture": architecture or guess,
                "family": family or (its_family if architecture is None else None),
                "negative": negative,
                "layers": len(hidden) - 1 if hidden else max(1, len(source.layers)),
                "width": hidden[-1] if hidden else 1,
                "parameters": parameters(plain),
                "license": license,
                "description": description,
                "writes": vocabulary if writes else None,
                "training": dict(training) if training is not None else None,
                "metrics": list(metrics) if metrics is not None else None,
            },
        )
        with tempfile.TemporaryDirectory() as folder:
            trial = Path(folder) / path.name
            onnx_file.write(proto, fields, trial)
            differences = compare(trial, source, vocabulary + (task.outputs if writes else 0), lengths)
    wrong = differences.problems(tolerance)
    if wrong:
        raise ExportError(f"the file differs from the model, and was not kept: {'; '.join(wrong)}")
    onnx_file.write(proto, fields, path)
    return Exported(path, fields, source.layers, differences)


class Source:
    """A model as it is observed: called with tokens [batch, length], an array, it gives every output as one."""

    def __init__(self, model: nn.Module, layers: Sequence[str] | None = None):
        self.model = model
        with scanned(model), torch.no_grad():
            if hasattr(model, "observe") and layers is None:
                self.layers = []
            else:
                self.layers = list(layers) if layers is not None else find_layers(model, torch.zeros(EXAMPLE, dtype=torch.int64))

    def observe(self, tokens: torch.Tensor) -> Outputs:
        """With recurrences as they are exported; to be called while they are."""
        return outputs_of(self.model, tokens, [self.model.get_submodule(name) for name in self.layers])

    def __call__(self, tokens: npt.NDArray[np.int64]) -> Named:
        ids = torch.from_numpy(tokens)
        with torch.no_grad():
            with scanned(self.model):
                outputs = self.observe(ids)
            # The model's own words are the measure, not those of what stands in for its recurrences.
            outputs["logits"] = outputs_of(self.model, ids)["logits"]
        return {name: value.numpy() for name, value in outputs.items()}

    def check(self, task: Task) -> list[int]:
        """The widths of its hidden states. ExportError where what it gives is not what the contract asks."""
        batch, length = EXAMPLE
        tokens = np.arange(batch * length).reshape(EXAMPLE) % task.vocabulary
        outputs = self(tokens)
        expected = [batch, length, task.outputs]
        if list(outputs["logits"].shape) != expected:
            raise ExportError(f"its logits are {list(outputs['logits'].shape)}, not [batch, length, classes] {expected}")
        states = [value for name, value in outputs.items() if name.startswith("hidden.")]
        for k, state in enumerate(states):
            if state.ndim != 3 or state.shape[:2] != (batch, length):
                raise ExportError(f"its hidden state {k} is {list(state.shape)}, not [batch, length, width]")
        short = self(tokens[:, : length - 2])
        for name, value in short.items():
            whole = outputs[name][:, :, : length - 2, : length - 2] if name.startswith("attention.") else outputs[name][:, : length - 2]
            unit = max(1.0, float(np.abs(whole[np.isfinite(whole)]).max(initial=0)))
            if whole.shape != value.shape or not np.allclose(value, whole, rtol=0, atol=1e-3 * unit):
                raise ExportError(
                    f"it is not causal: {name} after the first {length - 2} tokens depends on those that come later; mask "
                    "attention, let convolutions see only the past, and take no mean over the length"
                )
        return [state.shape[2] for state in states]


class Observed(nn.Module):
    """A model whose outputs are all that the contract names, in a fixed order."""

    def __init__(self, source: Source):
        super().__init__()
        self.model, self.source = source.model, source

    def forward(self, tokens: torch.Tensor) -> tuple[torch.Tensor, ...]:
        # A tensor may be an output only once, and a recurrent layer's output can be its state.
        return tuple(value.clone() for value in self.source.observe(tokens).values())


def graph(source: Source | nn.Module) -> onnx.ModelProto:
    """The ONNX graph: `tokens` int64 [batch, length] in, what is observed out, batch and length free."""
    source = source if isinstance(source, Source) else Source(source)
    tokens = torch.zeros(EXAMPLE, dtype=torch.int64)
    with torch.no_grad(), scanned(source.model):
        return exported(Observed(source), (tokens,), ({0: Dim.DYNAMIC, 1: Dim.DYNAMIC},), ["tokens"], list(source.observe(tokens)))


def exported(
    module: nn.Module, example: tuple[Any, ...], sizes: tuple[Any, ...], inputs: Sequence[str], outputs: Sequence[str]
) -> onnx.ModelProto:
    """The ONNX graph of a module, of an example of what it takes, tokens first; `sizes` are those that stay free."""
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        logging.getLogger("torch.onnx").setLevel(logging.ERROR)  # it complains that torchvision is not there
        try:
            program = torch.onnx.export(
                module,
                example,
                input_names=list(inputs),
                output_names=list(outputs),
                dynamic_shapes=sizes,
                opset_version=OPSET,
                dynamo=True,
                verbose=False,
            )
        except Exception as error:  # the exporter's own kinds have no common parent
            raise ExportError(f"torch.onnx.export cannot export it with a free batch and length: {cause(error)}. {HINT}") from error
    assert program is not None
    proto = program.model_proto
    onnx_file.strip(proto)
    onnx_file.name_sizes(proto)
    return proto


HINT = (
    "A loop over the length is written with state_probe.scan(step, first, *inputs), and sizes are taken from the tensors, "
    "never from the example"
)


def cause(error: BaseException) -> str:
    """The innermost reason, which the exporter wraps in pages of advice."""
    while error.__cause__ is not None:
        error = error.__cause__
    return first_line(error)


def first_line(error: BaseException) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    return f"{type(error).__name__}: {' '.join(lines[:2])[:400] or 'no reason given'}"


@contextmanager
def still(model: nn.Module) -> Iterator[nn.Module]:
    """The model in evaluation mode on the CPU in float32, and as it was afterwards. Of a model that has half precision a copy."""
    if any(t.is_floating_point() and t.dtype != torch.float32 for t in (*model.parameters(), *model.buffers())):
        model = copy.deepcopy(model).float()
    modes = {module: module.training for module in model.modules()}
    device = next((t.device for t in (*model.parameters(), *model.buffers())), torch.device("cpu"))
    fast, detects = torch.backends.mha.get_fastpath_enabled(), transformer._detect_is_causal_mask
    try:
        # It looks whether a mask is the causal one, which a traced mask cannot tell; without an answer the mask itself is used.
        transformer._detect_is_causal_mask = lambda mask, is_causal=None, size=None: is_causal is True
        # The fused attention of evaluation mode has no form in ONNX.
        torch.backends.mha.set_fastpath_enabled(False)
        yield model.eval().cpu()
    finally:
        torch.backends.mha.set_fastpath_enabled(fast)
        transformer._detect_is_causal_mask = detects
        model.to(device)
        for module, mode in modes.items():
            module.training = mode
