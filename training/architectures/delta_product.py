"""DeltaProduct (Siems et al. 2025): several steps of the delta rule for each token, so that a transition is a product of reflections."""

import torch
from torch import nn
from torch.nn import functional as F

from state_probe.scans import scan
from training.architectures.deltanet import delta_rule
from training.architectures.sequence_model import Residual, SequenceModel


class DeltaProductLayer(nn.Module):
    """x is [batch, length, width]; the state, one memory for each head, [batch, length, heads, d, d], is that after all of a token's steps.

    Eigenvalues span [-1, 1]. `decay` [batch, length, reflections * heads] is 1 - beta of every step, a token's first steps first.
    """

    def __init__(self, width: int, heads: int, reflections: int):
        super().__init__()
        self.heads, self.reflections = heads, reflections
        self.query = nn.Linear(width, width, bias=False)
        self.project_in = nn.Linear(width, 2 * reflections * width, bias=False)
        self.beta = nn.Linear(width, reflections * heads)
        d = width // heads
        self.start = nn.Parameter(torch.randn(heads, d, d) * d**-0.5)
        self.norm = nn.RMSNorm(d)
        self.gate = nn.Linear(width, width, bias=False)
        self.project_out = nn.Linear(width, width, bias=False)

    def selected(self, x: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Queries [batch, length, heads, d]; keys and values [batch, length, reflections, heads, d], beta with a last 1."""
        q = F.normalize(F.silu(self.query(x)).unflatten(-1, (self.heads, -1)), dim=-1)
        k, v = F.silu(self.project_in(x)).unflatten(-1, (2, self.reflections, self.heads, -1)).unbind(2)
        beta = 2 * self.beta(x).sigmoid().unflatten(-1, (self.reflections, self.heads)).unsqueeze(-1)
        return q, F.normalize(k, dim=-1), v, beta

    def finish(self, y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
        return self.project_out(self.norm(y).flatten(2) * F.silu(self.gate(x)))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """As a word `reflections` times as long, read at every last step of a token."""
        q, k, v, beta = self.selected(x)
        q = q.repeat_interleave(self.reflections, dim=1).transpose(1, 2)
        y = delta_rule(q, *(part.flatten(1, 2).transpose(1, 2) for part in (k, v, beta)), self.start)
        return self.finish(y.transpose(1, 2)[:, self.reflections - 1 :: self.reflections], x)

    def trace(self, x: torch.Tensor) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        q, k, v, beta = self.selected(x)

        def step(memory, k, v, beta):
            for n in range(self.reflections):
                read = (memory * k[:, n].unsqueeze(-2)).sum(-1)
                memory = memory + (beta[:, n] * (v[:, n] - read)).unsqueeze(-1) * k[:, n].unsqueeze(-2)
            return memory

        initial = q[:, 0].unsqueeze(-1) * 0 + self.start
        states = scan(step, initial, k, v, beta)
        y = (states * q.unsqueeze(-2)).sum(-1)
        return self.finish(y, x), {"state": states, "decay": (1 - beta).flatten(2)}


def delta_product(
    vocabulary: int, outputs: int, layers: int, width: int, heads: int = 4, reflections: int = 2
) -> SequenceModel:
    stack = [Residual(width, DeltaProductLayer(width, heads, reflections)) for _ in range(layers)]
    return SequenceModel(vocabulary, outputs, width, stack, norm=True)
