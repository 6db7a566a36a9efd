"""Gated linear attention (Yang et al. 2024, Gated Linear Attention Transformers with Hardware-Efficient Training)."""

import torch
from torch import nn
from torch.nn import functional as F

from state_probe.scans import scan
from training.architectures.sequence_model import Residual, SequenceModel

TEMPERATURE = 16  # the paper's: gates start near 1, so that memory lasts


class GatedLinearAttentionLayer(nn.Module):
    """M[t] = diag(gate[t]) M[t-1] + k[t] v[t]^T, y[t] = q[t]^T M[t], gates in (0, 1).

    x is [batch, length, width]; the state, one memory for each head, [batch, length, heads, d, d]. As in DeltaNet here,
    the memory before a word is learned. `decay` [batch, length, width] is the gate of every row of every head's memory.
    """

    def __init__(self, width: int, heads: int):
        super().__init__()
        self.heads = heads
        self.project_in = nn.Linear(width, 3 * width, bias=False)
        self.forget = nn.Linear(width, width)
        d = width // heads
        self.start = nn.Parameter(torch.randn(heads, d, d) * d**-0.5)
        self.norm = nn.RMSNorm(d)
        self.gate = nn.Linear(width, width, bias=False)
        self.project_out = nn.Linear(width, width, bias=False)

    def selected(self, x: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Queries, keys, values and the logarithms of the gates, all [batch, length, heads, d]."""
        q, k, v = self.project_in(x).unflatten(-1, (3, self.heads, -1)).unbind(2)
        # The logarithm of a sigmoid, but not written so: onnxruntime's Sigmoid never goes below that of -18.
        log_gate = -F.softplus(-self.forget(x)).unflatten(-1, (self.heads, -1)) / TEMPERATURE
        return q, k * k.shape[-1] ** -0.5, v, log_gate

    def finish(self, y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
        return self.project_out(self.norm(y).flatten(2) * F.silu(self.gate(x)))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """All pairs of steps at once, and what is left of the first memory M; G is the summed log gates.

        y[t] = sum over s <= t of (q[t] . exp(G[t] - G[s]) k[s]) v[s] + (q[t] exp(G[t])) M

        Exponents are never positive, so nothing overflows, at the price of [batch, heads, length, length, d] numbers.
        """
        q, k, v, log_gate = (part.transpose(1, 2) for part in self.selected(x))
        total = log_gate.cumsum(2)
        decay = (total.unsqueeze(3) - total.unsqueeze(2)).clamp(max=0).exp()
        scores = (q.unsqueeze(3) * k.unsqueeze(2) * decay).sum(-1).tril()
        y = scores @ v + (q * total.exp()) @ self.start
        return self.finish(y.transpose(1, 2), x)

    def trace(self, x: torch.Tensor) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        q, k, v, log_gate = self.selected(x)

        def step(memory, k, v, gate):
            return gate.unsqueeze(-1) * memory + k.unsqueeze(-1) * v.unsqueeze(-2)

        initial = v[:, 0].unsqueeze(-1) * 0 + self.start
        gate = log_gate.exp()
        states = scan(step, initial, k, v, gate)
        return self.finish((states * q.unsqueeze(-1)).sum(-2), x), {"state": states, "decay": gate.flatten(2)}


def gated_linear_attention(vocabulary: int, outputs: int, layers: int, width: int, heads: int = 4) -> SequenceModel:
    stack = [Residual(width, GatedLinearAttentionLayer(width, heads)) for _ in range(layers)]
    return SequenceModel(vocabulary, outputs, width, stack, norm=True)
