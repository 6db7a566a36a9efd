"""IDS4: S4 with an input-dependent transition matrix (Merrill, Petty and Sabharwal 2024, section 5.2).

The paper's h[t] = A(x[t]) h[t-1] + B x[t] lets A be any matrix; trained that way, the state's norm drifts once a word is
longer than those of training. Here A(x) is a rotation, the exponential of a skew-symmetric matrix that is linear in x,
so a state is neither stretched nor shrunk by however long a word. Affine maps of rotations still contain
every finite group. With `rotations` off A(x) is the paper's: the identity plus any matrix that is linear in x.
"""

import torch
from torch import nn

from state_probe.scans import scan
from training.architectures.sequence_model import SequenceModel

HALVINGS = 4  # the series is used at S / 16 and squared four times; for angles up to 2 pi its error stays below 1e-5
TERMS = 6


def rotation(skew: torch.Tensor) -> torch.Tensor:
    """exp(skew) by scaling and squaring, with matrix products only (ONNX has no matrix exponential); [..., n, n]."""
    small = skew / 2**HALVINGS
    identity = torch.eye(skew.shape[-1])
    result = identity
    for term in range(TERMS, 0, -1):
        result = identity + small @ result / term
    for _ in range(HALVINGS):
        result = result @ result
    return result


class IDS4Layer(nn.Module):
    """x is [batch, length, width]; the state [batch, length, state], the transition [batch, length, state, state]."""

    def __init__(self, width: int, state: int, rotations: bool):
        super().__init__()
        self.state, self.rotations = state, rotations
        self.generator = nn.Linear(width, state * state)
        self.drive = nn.Linear(width, state, bias=False)
        self.start = nn.Parameter(torch.randn(state))
        self.project_out = nn.Linear(state, width)

    def trace(self, x: torch.Tensor) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        raw = self.generator(x).unflatten(-1, (self.state, self.state))
        transition = rotation(raw - raw.transpose(-1, -2)) if self.rotations else torch.eye(self.state) + raw

        def step(h, transition, drive):
            return torch.bmm(transition, h.unsqueeze(-1)).squeeze(-1) + drive

        drive = self.drive(x)
        states = scan(step, drive[:, 0] * 0 + self.start, transition, drive)
        return self.project_out(states), {"state": states, "transition": transition}

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.trace(x)[0]


def ids4(
    vocabulary: int, outputs: int, layers: int, width: int, state: int = 16, rotations: bool = True
) -> SequenceModel:
    stack = [IDS4Layer(width, state, rotations) for _ in range(layers)]
    return SequenceModel(vocabulary, outputs, width, stack, norm=False)
