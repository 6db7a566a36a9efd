"""DeltaNet (Schlag et al. 2021; Yang et al. 2024): linear attention whose memory is corrected, not only added to.

With `negative` the step size spans (0, 2), so a transition has eigenvalues in (-1, 1) and can reflect, which is a
transposition when it reaches -1 (Grazzi et al. 2024, Unlocking State-Tracking in Linear RNNs Through Negative Eigenvalues).
"""

import torch
from torch import nn
from torch.nn import functional as F

from state_probe.scans import scan
from training.architectures.sequence_model import Residual, SequenceModel


def delta_rule(q, k, v, beta, memory: torch.Tensor) -> torch.Tensor:
    """The reads of the delta rule for all steps at once; q, k, v [..., length, d], beta [..., length, 1], memory [..., d, d].

    To the first memory M come outer products u[t] k[t]^T, where u[t] = beta[t] (v[t] - M k[t] - sum over s < t of
    (k[t].k[s]) u[s]): one triangular system for all steps together (Yang et al. 2024, Parallelizing Linear Transformers
    with the Delta Rule over Sequence Length, with the whole word as one chunk).
    """
    recalled = k @ memory.transpose(-1, -2)
    lower = beta * (k @ k.transpose(-1, -2)).tril(-1)
    updates = torch.linalg.solve_triangular(lower, beta * (v - recalled), upper=False, unitriangular=True)
    return q @ memory.transpose(-1, -2) + (q @ k.transpose(-1, -2)).tril() @ updates


class DeltaNetLayer(nn.Module):
    """x is [batch, length, width]; the state, one memory for each head, [batch, length, heads, d, d].

    The memory before a word is learned, which is what a first token that starts every word would write. From an empty
    one, a word of one repeated token gives the same direction at every step, and the norm after it sees only that.

    `decay` [batch, length, heads] is 1 - beta, the eigenvalue of a head's transition I - beta k k^T along its key; the
    others are 1. At 0 what stood there is overwritten, at -1 reflected.
    """

    def __init__(self, width: int, heads: int, negative: bool):
        super().__init__()
        self.heads = heads
        self.reach = 2.0 if negative else 1.0
        self.project_in = nn.Linear(width, 3 * width, bias=False)
        self.beta = nn.Linear(width, heads)
        d = width // heads
        self.start = nn.Parameter(torch.randn(heads, d, d) * d**-0.5)
        self.norm = nn.RMSNorm(d)
        self.gate = nn.Linear(width, width, bias=False)
        self.project_out = nn.Linear(width, width, bias=False)

    def selected(self, x: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Queries, keys (both of unit length) and values [batch, length, heads, d], beta [batch, length, heads, 1]."""
        q, k, v = F.silu(self.project_in(x)).unflatten(-1, (3, self.heads, -1)).unbind(2)
        beta = self.reach * self.beta(x).sigmoid().unsqueeze(-1)
        return F.normalize(q, dim=-1), F.normalize(k, dim=-1), v, beta

    def finish(self, y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
        return self.project_out(self.norm(y).flatten(2) * F.silu(self.gate(x)))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = delta_rule(*(part.transpose(1, 2) for part in self.selected(x)), self.start)
        return self.finish(y.transpose(1, 2), x)

    def trace(self, x: torch.Tensor) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        q, k, v, beta = self.selected(x)

        def step(memory, k, v, beta):
            read = (memory * k.unsqueeze(-2)).sum(-1)
            return memory + (beta * (v - read)).unsqueeze(-1) * k.unsqueeze(-2)

        initial = v[:, 0].unsqueeze(-1) * 0 + self.start
        states = scan(step, initial, k, v, beta)
        return self.finish((states * q.unsqueeze(-2)).sum(-1), x), {"state": states, "decay": 1 - beta.squeeze(-1)}


def deltanet(
    vocabulary: int, outputs: int, layers: int, width: int, heads: int = 4, negative: bool = False
) -> SequenceModel:
    stack = [Residual(width, DeltaNetLayer(width, heads, negative)) for _ in range(layers)]
    return SequenceModel(vocabulary, outputs, width, stack, norm=True)
