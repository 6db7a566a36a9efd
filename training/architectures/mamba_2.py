"""Mamba-2 (Dao and Gu 2024, Transformers are SSMs): one decay for all of a head's state, which makes the scan a masked product.

Left out of the authors' block, as in small models elsewhere: several groups of B and C.
"""

import math

import torch
from torch import nn
from torch.nn import functional as F

from state_probe.scans import scan
from training.architectures.mamba import CONVOLUTION, EXPANSION, STEP_RANGE
from training.architectures.sequence_model import Residual, SequenceModel


class Mamba2Layer(nn.Module):
    """H[t] = exp(-step[t] rate) H[t-1] + step[t] x[t] b[t]^T and y[t] = H[t] c[t], for every head.

    x is [batch, length, width]; the state [batch, length, heads, 2 * width / heads, state]. `decay` [batch, length, heads]
    is the factor by which a step multiplies a head's state.
    """

    def __init__(self, width: int, state: int, heads: int):
        super().__init__()
        inner = EXPANSION * width
        self.inner, self.state, self.heads = inner, state, heads
        self.project_in = nn.Linear(width, 2 * inner + 2 * state + heads, bias=False)
        self.convolution = nn.Conv1d(inner + 2 * state, inner + 2 * state, CONVOLUTION, groups=inner + 2 * state)
        self.log_rate = nn.Parameter(torch.log(1 + 15 * torch.rand(heads)))
        self.skip = nn.Parameter(torch.ones(heads, 1))
        self.norm = nn.RMSNorm(inner)
        self.project_out = nn.Linear(inner, width, bias=False)
        low, high = (math.log(bound) for bound in STEP_RANGE)
        steps = torch.exp(low + (high - low) * torch.rand(heads))
        self.step_bias = nn.Parameter(steps + torch.log(-torch.expm1(-steps)))  # the inverse of softplus

    def selected(self, x: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """u [batch, length, heads, d], b and c [batch, length, 1, state], step [batch, length, heads]; and the gate."""
        gate, mixed, step = self.project_in(x).split([self.inner, self.inner + 2 * self.state, self.heads], dim=-1)
        padded = F.pad(mixed.transpose(1, 2), (CONVOLUTION - 1, 0))
        mixed = F.silu(self.convolution(padded)).transpose(1, 2)
        u, b, c = mixed.split([self.inner, self.state, self.state], dim=-1)
        step = F.softplus(step + self.step_bias)
        return u.unflatten(-1, (self.heads, -1)), b.unsqueeze(2), c.unsqueeze(2), step, gate

    def finish(self, y: torch.Tensor, u: torch.Tensor, gate: torch.Tensor) -> torch.Tensor:
        return self.project_out(self.norm((y + self.skip * u).flatten(2) * F.silu(gate)))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        u, b, c, step, gate = self.selected(x)
        return self.finish(scalar_scan(u, b, c, step, -step * self.log_rate.exp()), u, gate)

    def trace(self, x: torch.Tensor) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        u, b, c, step, gate = self.selected(x)
        decay = (-step * self.log_rate.exp()).exp()

        def advance(h, drive, b, decay):
            return decay.unsqueeze(-1).unsqueeze(-1) * h + drive.unsqueeze(-1) * b.unsqueeze(-2)

        drive = u * step.unsqueeze(-1)
        initial = (u[:, 0] * 0).unsqueeze(-1) * b[:, 0].unsqueeze(-2)
        states = scan(advance, initial, drive, b, decay)
        return self.finish((states * c.unsqueeze(-2)).sum(-1), u, gate), {"state": states, "decay": decay}


def scalar_scan(u, b, c, step, log_decay) -> torch.Tensor:
    """All steps at once: y[t] = sum over s <= t of exp(G[t] - G[s]) (c[t] . b[s]) step[s] u[s], with G the summed log decays.

    u is [batch, length, heads, d], b and c [batch, length, heads or 1, state], step and log_decay [batch, length, heads].
    """
    total = log_decay.transpose(1, 2).cumsum(-1)
    decay = (total.unsqueeze(-1) - total.unsqueeze(-2)).clamp(max=0).exp()
    scores = c.transpose(1, 2) @ b.permute(0, 2, 3, 1)
    drive = (u * step.unsqueeze(-1)).transpose(1, 2)
    return ((scores * decay).tril() @ drive).transpose(1, 2)


def mamba_2(
    vocabulary: int, outputs: int, layers: int, width: int, state: int = 16, heads: int = 4
) -> SequenceModel:
    stack = [Residual(width, Mamba2Layer(width, state, heads)) for _ in range(layers)]
    return SequenceModel(vocabulary, outputs, width, stack, norm=True)
