"""S4 with a diagonal transition (S4D: Gu, Gupta, Goel and Re 2022), the time-invariant state-space model."""

import math
from collections.abc import Sequence

import torch
from torch import nn
from torch.nn import functional as F

from state_probe.scans import scan
from training.architectures.sequence_model import Residual, SequenceModel

STEP_RANGE = (1e-3, 1e-1)  # initial step sizes, log-uniform as in the authors' code, made for words of thousands of tokens


class S4Layer(nn.Module):
    """x is [batch, length, width]; the state [batch, length, 2, width, state] holds real and imaginary parts.

    For each channel h[t] = a h[t-1] + step x[t] and y[t] = 2 Re(c h[t]) + d x[t], with a = exp(step * rate) by
    zero-order hold; c takes in B, which would only scale it. Rates start at -1/2 + i pi n (S4D-Lin).

    `decay` [batch, length, width] is the modulus of a, its mean over `state`: the same at every step, whatever is read.
    """

    def __init__(self, width: int, state: int, steps: Sequence[float]):
        super().__init__()
        low, high = (math.log(bound) for bound in steps)
        self.log_step = nn.Parameter(low + (high - low) * torch.rand(width, 1))
        self.log_decay = nn.Parameter(torch.full((width, state), math.log(0.5)))
        self.frequency = nn.Parameter(math.pi * torch.arange(state).float().repeat(width, 1))
        self.read_real = nn.Parameter(torch.randn(width, state) * 0.5**0.5)
        self.read_imaginary = nn.Parameter(torch.randn(width, state) * 0.5**0.5)
        self.skip = nn.Parameter(torch.randn(width))
        self.mix = nn.Linear(width, 2 * width)

    def transition(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Log modulus and angle of a, each [width, state]."""
        step = self.log_step.exp()
        return -step * self.log_decay.exp(), step * self.frequency

    def finish(self, y: torch.Tensor, x: torch.Tensor) -> torch.Tensor:
        return F.glu(self.mix(F.gelu(y + self.skip * x)), dim=-1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """As one convolution by Fourier transform, with twice the length so that it does not wrap around."""
        length = x.shape[1]
        decay, angle = self.transition()
        time = torch.arange(length)
        powers = torch.polar((decay.unsqueeze(-1) * time).exp(), angle.unsqueeze(-1) * time)
        read = torch.complex(self.read_real, self.read_imaginary)
        kernel = 2 * torch.einsum("dn,dnl->ld", read * self.log_step.exp(), powers).real
        spectrum = torch.fft.rfft(x, 2 * length, dim=1) * torch.fft.rfft(kernel, 2 * length, dim=0)
        return self.finish(torch.fft.irfft(spectrum, 2 * length, dim=1)[:, :length], x)

    def trace(self, x: torch.Tensor) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        decay, angle = self.transition()
        real, imaginary = decay.exp() * angle.cos(), decay.exp() * angle.sin()

        def step(h, u):
            re, im = h[:, 0], h[:, 1]
            return torch.stack([real * re - imaginary * im + u.unsqueeze(-1), real * im + imaginary * re], dim=1)

        zero = (x[:, 0] * 0).unsqueeze(-1) * real
        states = scan(step, torch.stack([zero, zero], dim=1), x * self.log_step.exp().squeeze(-1))
        y = 2 * (states[:, :, 0] * self.read_real - states[:, :, 1] * self.read_imaginary).sum(-1)
        return self.finish(y, x), {"state": states, "decay": x * 0 + decay.exp().mean(-1)}


def s4(
    vocabulary: int, outputs: int, layers: int, width: int, state: int = 16, steps: Sequence[float] = STEP_RANGE
) -> SequenceModel:
    stack = [Residual(width, S4Layer(width, state, steps)) for _ in range(layers)]
    return SequenceModel(vocabulary, outputs, width, stack, norm=True)
