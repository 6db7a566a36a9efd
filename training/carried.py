"""A transformer as a file that reads on: the keys and values of what it has read come in as `past_key_values.*` and go out as `present.*`.

So one that writes its states (training/writing.py) reads each token and each state once, however long the word is.
"""

import numpy as np
import onnx
import torch
from onnxruntime import InferenceSession
from torch import nn
from torch.export import Dim

from state_probe.compare import Run
from state_probe.exporting import EXAMPLE, exported
from training.architectures.sequence_model import SequenceModel

BEFORE = 3  # tokens before those of the example; like its sizes, it does not stay in the graph


class Carried(nn.Module):
    """tokens [batch, length] and two tensors [batch, heads, before, features] for each layer -> logits, hidden states, and the tensors for all."""

    def __init__(self, model: SequenceModel):
        super().__init__()
        self.model = model

    def forward(self, tokens: torch.Tensor, past: tuple[torch.Tensor, ...]) -> tuple[torch.Tensor, ...]:
        x = self.model.embedding(tokens)
        hidden, present = [x], []
        for layer, keys, values in zip(self.model.layers, past[::2], past[1::2], strict=True):
            x, keys, values = layer.read_on(x, keys, values)
            hidden.append(x)
            present += [keys, values]
        # A tensor may be an output only once.
        return self.model.head(self.model.norm(x)), *(value.clone() for value in hidden), *present


def names(model: SequenceModel, of: str) -> list[str]:
    return [f"{of}.{k}.{what}" for k in range(len(model.layers)) for what in ("key", "value")]


def empty(model: SequenceModel, batch: int, before: int = 0) -> tuple[torch.Tensor, ...]:
    """What stands for so many tokens that came before; of none it is what a word starts with."""
    attention = model.layers[0].attention.layer
    features = model.embedding.embedding_dim // attention.heads
    return tuple(torch.zeros(batch, attention.heads, before, features) for _ in names(model, "present"))


def graph(model: SequenceModel) -> onnx.ModelProto:
    batch, _ = EXAMPLE
    tokens, past = torch.zeros(EXAMPLE, dtype=torch.int64), empty(model, batch, BEFORE)
    outputs = ["logits", *(f"hidden.{k}" for k in range(len(model.layers) + 1)), *names(model, "present")]
    sizes = ({0: Dim.DYNAMIC, 1: Dim.DYNAMIC}, tuple({0: Dim.DYNAMIC, 2: Dim.DYNAMIC} for _ in past))
    proto = exported(Carried(model), (tokens, past), sizes, ["tokens", *names(model, "past_key_values")], outputs)
    for value in (*proto.graph.input[1:], *proto.graph.output[-len(past) :]):
        value.type.tensor_type.shape.dim[2].dim_param = "past" if value.name.startswith("past") else "past + length"
    return proto


def runner(vocabulary: int) -> Run:
    """Runs such a file over words, as the product does: each token after the state that was written after the one before."""

    def run(runtime: InferenceSession, words: np.ndarray) -> dict[str, np.ndarray]:
        outputs = [output.name for output in runtime.get_outputs()]
        past = {i.name: np.zeros((len(words), i.shape[1], 0, i.shape[3]), np.float32) for i in runtime.get_inputs()[1:]}
        parts, ids = [], words[:, :1]
        for t in range(words.shape[1]):
            given = dict(zip(outputs, runtime.run(None, {"tokens": ids} | past), strict=True))
            past = {name: given.pop(name.replace("past_key_values", "present")) for name in past}
            parts.append({name: value[:, -1:] for name, value in given.items()})
            ids = np.concatenate([given["logits"][:, -1:].argmax(-1) + vocabulary, words[:, t + 1 : t + 2]], axis=1)
        return {name: np.concatenate([part[name] for part in parts], axis=1) for name in parts[0]}

    return run
