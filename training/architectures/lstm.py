"""Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers et al. 2000)."""

import torch
from torch import nn

from state_probe.scans import scan
from training.architectures.sequence_model import SequenceModel


class LSTMLayer(nn.Module):
    """x is [batch, length, width]; the state is the output h and the cell c side by side, [batch, length, 2 * width]."""

    def __init__(self, width: int):
        super().__init__()
        self.lstm = nn.LSTM(width, width, batch_first=True)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.lstm(x)[0]

    def trace(self, x: torch.Tensor) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        lstm = self.lstm
        driven = x @ lstm.weight_ih_l0.T + (lstm.bias_ih_l0 + lstm.bias_hh_l0)
        recurrent = lstm.weight_hh_l0.T

        def step(state, u):
            h, c = state.chunk(2, dim=-1)
            enter, forget, candidate, leave = (u + h @ recurrent).chunk(4, dim=-1)
            c = forget.sigmoid() * c + enter.sigmoid() * candidate.tanh()
            return torch.cat([leave.sigmoid() * c.tanh(), c], dim=-1)

        initial = torch.cat([x[:, 0] * 0, x[:, 0] * 0], dim=-1)
        states = scan(step, initial, driven)
        return states.chunk(2, dim=-1)[0], {"state": states}


def lstm(vocabulary: int, outputs: int, layers: int, width: int) -> SequenceModel:
    return SequenceModel(vocabulary, outputs, width, [LSTMLayer(width) for _ in range(layers)], norm=False)
