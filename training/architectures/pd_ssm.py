"""PD-SSM (Terzic et al. 2025, Structured Sparse Transition Matrices to Enable State Tracking in State-Space Models).

h[t] = P(x) D(x) h[t-1] + B x[t]: every column of P(x) holds a single one, D(x) is a complex diagonal.
"""

import math

import torch
from torch import nn

from state_probe.scans import scan
from training.architectures.sequence_model import Residual, SequenceModel


class PDSSMLayer(nn.Module):
    """x is [batch, length, width]; the state [batch, length, 2, state] holds real and imaginary parts, `transition`
    [batch, length, state, state] is P.

    P is the greatest entry of each column in a mixture of learned matrices, weights by softmax; gradients go by the softmax of the columns.
    `decay` [batch, length, state] is the modulus of D.
    """

    def __init__(self, width: int, state: int, matrices: int):
        super().__init__()
        self.select = nn.Linear(width, matrices)
        self.dictionary = nn.Parameter(torch.randn(matrices, state, state))
        self.modulus = nn.Linear(width, state)
        self.phase = nn.Linear(width, state)
        self.drive = nn.Linear(width, 2 * state, bias=False)
        self.start = nn.Parameter(torch.randn(2, state))
        self.project_out = nn.Linear(2 * state, width)
        nn.init.constant_(self.modulus.bias, 4.0)  # moduli start near 1, so that memory lasts
        nn.init.zeros_(self.phase.bias)

    def trace(self, x: torch.Tensor) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        mixed = (self.select(x).softmax(-1) @ self.dictionary.flatten(1)).unflatten(-1, self.dictionary.shape[1:])
        soft = mixed.softmax(-2)
        hard = (mixed >= mixed.amax(-2, keepdim=True)).to(soft.dtype)
        # Nothing is added but the way that gradients go.
        transition = hard if torch.compiler.is_exporting() else soft - soft.detach() + hard
        modulus, phase = self.modulus(x).sigmoid(), math.pi * self.phase(x).tanh()
        drive = self.drive(x).unflatten(-1, (2, -1))

        def step(h, transition, real, imaginary, drive):
            re, im = h[:, 0], h[:, 1]
            turned = torch.stack([real * re - imaginary * im, real * im + imaginary * re], dim=1)
            return torch.bmm(turned, transition.transpose(-1, -2)) + drive

        initial = drive[:, 0] * 0 + self.start
        states = scan(step, initial, transition, modulus * phase.cos(), modulus * phase.sin(), drive)
        return self.project_out(states.flatten(2)), {"state": states, "transition": transition, "decay": modulus}

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.trace(x)[0]


def pd_ssm(
    vocabulary: int, outputs: int, layers: int, width: int, state: int = 32, matrices: int = 8
) -> SequenceModel:
    stack = [Residual(width, PDSSMLayer(width, state, matrices)) for _ in range(layers)]
    return SequenceModel(vocabulary, outputs, width, stack, norm=True)
