"""Mamba (Gu and Dao 2023): a causal convolution of width 4, a selective scan (S6) and a gate.

With `negative` the eigenvalues of the transition span (-1, 1) instead of (0, 1), as in Grazzi et al. (2024),
Unlocking State-Tracking in Linear RNNs Through Negative Eigenvalues.
"""

import math

import torch
from torch import nn
from torch.nn import functional as F

from state_probe.scans import scan_seeing
from training.architectures.sequence_model import Residual, SequenceModel
from training.kernels.selective_scan import selective_scan

EXPANSION = 2
CONVOLUTION = 4
STEP_RANGE = (1e-3, 1e-1)  # initial step sizes, log-uniform as in the authors' code


class MambaLayer(nn.Module):
    """x is [batch, length, width], the state [batch, length, 2 * width, state].

    `decay` [batch, length, 2 * width] is the factor by which a step multiplies a channel's state, its mean over `state`.
    """

    def __init__(self, width: int, state: int, negative: bool):
        super().__init__()
        inner = EXPANSION * width
        self.state, self.rank = state, math.ceil(width / 16)
        self.scale = 2.0 if negative else 1.0
        self.project_in = nn.Linear(width, 2 * inner, bias=False)
        self.convolution = nn.Conv1d(inner, inner, CONVOLUTION, groups=inner)
        self.select = nn.Linear(inner, self.rank + 2 * state, bias=False)
        self.step = nn.Linear(self.rank, inner)
        self.log_rates = nn.Parameter(torch.arange(1.0, state + 1).log().repeat(inner, 1))
        self.skip = nn.Parameter(torch.ones(inner))
        self.project_out = nn.Linear(inner, width, bias=False)
        low, high = (math.log(bound) for bound in STEP_RANGE)
        steps = torch.exp(low + (high - low) * torch.rand(inner))
        with torch.no_grad():
            self.step.bias.copy_(steps + torch.log(-torch.expm1(-steps)))  # the inverse of softplus

    def selected(self, x: torch.Tensor):
        """What the scan reads: u and delta [batch, length, inner], A [inner, state], B and C [batch, length, state]; and the gate."""
        u, gate = self.project_in(x).chunk(2, dim=-1)
        u = F.silu(self.convolved(u))
        step, b, c = self.select(u).split([self.rank, self.state, self.state], dim=-1)
        return u, F.softplus(self.step(step)), -self.log_rates.exp(), b, c, F.silu(gate)

    def convolved(self, u: torch.Tensor) -> torch.Tensor:
        """The causal convolution of every channel by itself. While training as a sum of shifted products: PyTorch's gradient
        of a depthwise convolution takes a third of a whole training step on a CPU. For export the operator itself."""
        conv = self.convolution
        padded = F.pad(u.transpose(1, 2), (CONVOLUTION - 1, 0))
        if not self.training:
            return conv(padded).transpose(1, 2)
        padded = padded.transpose(1, 2)
        shifted = [padded[:, k : k + u.size(1)] * conv.weight[:, 0, k] for k in range(CONVOLUTION)]
        return torch.stack(shifted).sum(0) + conv.bias

    def finish(self, y: torch.Tensor, u: torch.Tensor, gate: torch.Tensor) -> torch.Tensor:
        return self.project_out((y + self.skip * u) * gate)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        u, delta, a, b, c, gate = self.selected(x)
        return self.finish(selective_scan(u, delta, a, b, c, self.scale), u, gate)

    def trace(self, x: torch.Tensor) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        u, delta, a, b, c, gate = self.selected(x)

        def step(h, delta, drive, b):
            decay = self.scale * torch.exp(delta.unsqueeze(-1) * a) - (self.scale - 1)
            return decay * h + drive.unsqueeze(-1) * b.unsqueeze(1), decay.mean(-1)

        initial = (u[:, 0] * 0).unsqueeze(-1) * a
        states, decay = scan_seeing(step, initial, delta, delta * u, b)
        y = (states * c.unsqueeze(2)).sum(-1)
        return self.finish(y, u, gate), {"state": states, "decay": decay}


def mamba(
    vocabulary: int, outputs: int, layers: int, width: int, state: int = 16, negative: bool = False
) -> SequenceModel:
    stack = [Residual(width, MambaLayer(width, state, negative)) for _ in range(layers)]
    return SequenceModel(vocabulary, outputs, width, stack, norm=True)
