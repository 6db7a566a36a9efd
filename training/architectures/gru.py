"""Gated recurrent unit (Cho et al. 2014), in PyTorch's form: the reset gate after the recurrent product."""

import torch
from torch import nn

from state_probe.scans import scan
from training.architectures.sequence_model import SequenceModel


class GRULayer(nn.Module):
    """x is [batch, length, width]; the state is the output, [batch, length, width]."""

    def __init__(self, width: int):
        super().__init__()
        self.gru = nn.GRU(width, width, batch_first=True)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.gru(x)[0]

    def trace(self, x: torch.Tensor) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        gru = self.gru
        driven = x @ gru.weight_ih_l0.T + gru.bias_ih_l0
        recurrent, bias = gru.weight_hh_l0.T, gru.bias_hh_l0

        def step(h, u):
            reset, keep, candidate = u.chunk(3, dim=-1)
            own_reset, own_keep, own = (h @ recurrent + bias).chunk(3, dim=-1)
            keep = (keep + own_keep).sigmoid()
            fresh = (candidate + (reset + own_reset).sigmoid() * own).tanh()
            return keep * h + (1 - keep) * fresh

        states = scan(step, x[:, 0] * 0, driven)
        return states, {"state": states}


def gru(vocabulary: int, outputs: int, layers: int, width: int) -> SequenceModel:
    return SequenceModel(vocabulary, outputs, width, [GRULayer(width) for _ in range(layers)], norm=False)
