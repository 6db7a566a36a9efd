"""HGRN2 (Qin et al. 2024, Gated Linear RNNs with State Expansion): gated linear attention whose key is what the gate lets go.

The lower bound of the gates, which the authors share out among the layers so that upper ones forget less, is learned here for each
layer by itself, from k / (layers + 1) for layer k; its memory before a word is learned, as in gated linear attention here.
"""

import torch
from torch import nn

from training.architectures.gated_linear_attention import GatedLinearAttentionLayer
from training.architectures.sequence_model import Residual, SequenceModel


class HGRN2Layer(GatedLinearAttentionLayer):
    """M[t] = diag(gate[t]) M[t-1] + (1 - gate[t]) v[t]^T, y[t] = q[t]^T M[t], gates between a lower bound and 1."""

    def __init__(self, width: int, heads: int, bound: float):
        super().__init__(width, heads)
        self.project_in = nn.Linear(width, 2 * width, bias=False)
        self.bound = nn.Parameter(torch.full((width,), bound).logit())

    def selected(self, x: torch.Tensor) -> tuple[torch.Tensor, ...]:
        q, v = self.project_in(x).unflatten(-1, (2, self.heads, -1)).unbind(2)
        bound = self.bound.sigmoid()
        gate = (bound + (1 - bound) * self.forget(x).sigmoid()).unflatten(-1, (self.heads, -1))
        return q, 1 - gate, v, gate.log()


def hgrn2(vocabulary: int, outputs: int, layers: int, width: int, heads: int = 4) -> SequenceModel:
    stack = [Residual(width, HGRN2Layer(width, heads, (k + 1) / (layers + 1))) for k in range(layers)]
    return SequenceModel(vocabulary, outputs, width, stack, norm=True)
