"""Elman's simple recurrent network (Elman 1990, Finding Structure in Time)."""

import torch
from torch import nn

from state_probe.scans import scan
from training.architectures.sequence_model import SequenceModel


class ElmanLayer(nn.Module):
    """h[t] = tanh(W x[t] + U h[t-1] + b), h[-1] = 0; x and h are [batch, length, width].

    With `orthogonal` U starts as a random rotation, so that a state is neither stretched nor shrunk at first.
    """

    def __init__(self, width: int, orthogonal: bool):
        super().__init__()
        self.rnn = nn.RNN(width, width, batch_first=True)
        if orthogonal:
            nn.init.orthogonal_(self.rnn.weight_hh_l0)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.rnn(x)[0]

    def trace(self, x: torch.Tensor) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        rnn = self.rnn
        driven = x @ rnn.weight_ih_l0.T + (rnn.bias_ih_l0 + rnn.bias_hh_l0)
        recurrent = rnn.weight_hh_l0.T
        states = scan(lambda h, u: torch.tanh(u + h @ recurrent), driven[:, 0] * 0, driven)
        return states, {"state": states}


def elman_rnn(vocabulary: int, outputs: int, layers: int, width: int, orthogonal: bool = False) -> SequenceModel:
    return SequenceModel(vocabulary, outputs, width, [ElmanLayer(width, orthogonal) for _ in range(layers)], norm=False)
