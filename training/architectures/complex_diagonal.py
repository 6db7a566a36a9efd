"""A complex diagonal that looks at the input, as in Mamba-3 (Lahoti et al. 2026): Mamba-2 whose state also turns.

Of Mamba-3 only the complex state is here, not its trapezoidal discretisation nor its several inputs and outputs.
"""

import math

import torch
from torch import nn

from state_probe.scans import scan
from training.architectures.mamba_2 import Mamba2Layer, scalar_scan
from training.architectures.sequence_model import Residual, SequenceModel


def turned(pairs: torch.Tensor, angle: torch.Tensor) -> torch.Tensor:
    """Numbers re and im, side by side in two halves [..., 2 n], times exp(i angle) [..., n]."""
    re, im = pairs.chunk(2, dim=-1)
    cos, sin = angle.cos(), angle.sin()
    return torch.cat([re * cos - im * sin, re * sin + im * cos], dim=-1)


class ComplexDiagonalLayer(Mamba2Layer):
    """The state [batch, length, heads, 2 * width / heads, state] holds real parts, then imaginary parts, of state / 2 numbers, which
    a step multiplies by decay * exp(i angle); angles, up to pi either way, depend on the input and the head.
    """

    def __init__(self, width: int, state: int, heads: int):
        super().__init__(width, state, heads)
        self.turn = nn.Linear(width, heads * state // 2)

    def angles(self, x: torch.Tensor) -> torch.Tensor:
        """[batch, length, heads, state / 2]"""
        return math.pi * self.turn(x).tanh().unflatten(-1, (self.heads, -1))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """A state that turns, read by c, is one that does not, written and read by b and c turned back by all angles so far."""
        u, b, c, step, gate = self.selected(x)
        total = self.angles(x).cumsum(1)
        b, c = turned(b, -total), turned(c, -total)
        return self.finish(scalar_scan(u, b, c, step, -step * self.log_rate.exp()), u, gate)

    def trace(self, x: torch.Tensor) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        u, b, c, step, gate = self.selected(x)
        decay = (-step * self.log_rate.exp()).exp()

        def advance(h, drive, b, decay, angle):
            kept = decay.unsqueeze(-1).unsqueeze(-1) * turned(h, angle.unsqueeze(-2))
            return kept + drive.unsqueeze(-1) * b.unsqueeze(-2)

        drive = u * step.unsqueeze(-1)
        initial = (u[:, 0] * 0).unsqueeze(-1) * b[:, 0].unsqueeze(-2)
        states = scan(advance, initial, drive, b, decay, self.angles(x))
        return self.finish((states * c.unsqueeze(-2)).sum(-1), u, gate), {"state": states, "decay": decay}


def complex_diagonal(
    vocabulary: int, outputs: int, layers: int, width: int, state: int = 16, heads: int = 4
) -> SequenceModel:
    stack = [Residual(width, ComplexDiagonalLayer(width, state, heads)) for _ in range(layers)]
    return SequenceModel(vocabulary, outputs, width, stack, norm=True)
