"""minGRU (Feng et al. 2024, Were RNNs All We Needed?): a gated recurrence whose gates see the input alone."""

import torch
from torch import nn

from training.architectures.scan import scan
from training.architectures.sequence_model import Residual, SequenceModel


class MinimalGRULayer(nn.Module):
    """h[t] = (1 - z[t]) h[t-1] + z[t] W x[t], z = sigmoid(V x), h[-1] = 0; x and h are [batch, length, width]."""

    def __init__(self, width: int):
        super().__init__()
        self.gate = nn.Linear(width, width)
        self.candidate = nn.Linear(width, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.trace(x)[0]

    def trace(self, x: torch.Tensor) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        keep = 1 - torch.sigmoid(self.gate(x))
        driven = (1 - keep) * self.candidate(x)
        states = scan(lambda h, a, u: a * h + u, driven[:, 0] * 0, keep, driven)
        return states, {"state": states, "decay": keep}


def minimal_gru(vocabulary: int, outputs: int, layers: int, width: int) -> SequenceModel:
    return SequenceModel(
        vocabulary, outputs, width, [Residual(width, MinimalGRULayer(width)) for _ in range(layers)], norm=True
    )
