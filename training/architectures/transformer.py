"""A causal transformer (Vaswani et al. 2017), pre-norm, with rotary positions (Su et al. 2021)."""

import torch
from torch import nn
from torch.nn import functional as F

from training.architectures.sequence_model import Residual, SequenceModel

ROTARY_BASE = 10_000.0


def rotate(x: torch.Tensor, before: int = 0) -> torch.Tensor:
    """Turns pairs of features by angles that grow with the position; x is [batch, heads, length, features], `before` how many came before.

    Rotary positions are computed, not stored, so a model takes words of any length.
    """
    half = x.shape[-1] // 2
    rates = ROTARY_BASE ** (-torch.arange(half) / half)
    angles = (torch.arange(x.shape[-2]) + before).unsqueeze(-1) * rates
    cos, sin = angles.cos(), angles.sin()
    left, right = x[..., :half], x[..., half:]
    return torch.cat([left * cos - right * sin, left * sin + right * cos], dim=-1)


class Attention(nn.Module):
    """Causal softmax attention; x is [batch, length, width], attention [batch, heads, length, length].

    Every head may also attend to a learned key and value before the word (PyTorch's `add_bias_kv`). Without that, a
    word of one repeated token would give the same average at every position: relative positions alone cannot count.
    Rows of the attention sum to one together with the weight of this sink.
    """

    def __init__(self, width: int, heads: int):
        super().__init__()
        self.heads = heads
        self.sink_key = nn.Parameter(torch.randn(heads, width // heads, 1))
        self.sink_value = nn.Parameter(torch.zeros(heads, 1, width // heads))
        self.project_in = nn.Linear(width, 3 * width)
        self.project_out = nn.Linear(width, width)

    def queries_keys_values(self, x: torch.Tensor, before: int = 0) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        q, k, v = self.project_in(x).unflatten(-1, (3, self.heads, -1)).permute(2, 0, 3, 1, 4).unbind(0)
        return rotate(q, before), rotate(k, before), v

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.trace(x)[0]

    def trace(self, x: torch.Tensor) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        q, k, v = self.queries_keys_values(x)
        position = torch.arange(x.shape[1])
        y, attention = self.attend(q, k, v, position > position.unsqueeze(-1))
        return y, {"attention": attention}

    def read_on(self, x: torch.Tensor, keys: torch.Tensor, values: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """The same of the next tokens, after those whose keys and values, [batch, heads, before, features], are given; and those of all."""
        before = keys.shape[2]
        q, k, v = self.queries_keys_values(x, before)
        keys, values = torch.cat([keys, k], dim=2), torch.cat([values, v], dim=2)
        y, _ = self.attend(q, keys, values, torch.arange(keys.shape[2]) > (torch.arange(x.shape[1]) + before).unsqueeze(-1))
        return y, keys, values

    def attend(self, q: torch.Tensor, k: torch.Tensor, v: torch.Tensor, later: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        q = q * q.shape[-1] ** -0.5
        scores = (q @ k.transpose(-1, -2)).masked_fill(later, -1e9)
        weights = torch.cat([q @ self.sink_key, scores], dim=-1).softmax(-1)
        sunk, attention = weights[..., :1], weights[..., 1:]
        y = attention @ v + sunk * self.sink_value
        return self.project_out(y.transpose(1, 2).flatten(2)), attention


class ShortConvolution(nn.Module):
    """A causal convolution of every channel by itself over the last few positions, as Primer has it (So et al. 2021)."""

    def __init__(self, width: int, size: int):
        super().__init__()
        self.size = size
        self.weight = nn.Parameter(0.3 * torch.randn(size, width))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        padded = F.pad(x, (0, 0, self.size - 1, 0))
        return torch.stack([padded[:, k : k + x.size(1)] * self.weight[k] for k in range(self.size)]).sum(0)


class TransformerLayer(nn.Module):
    """Attention, then a feed-forward layer four times as wide, each in a residual block; where `convolution` is above zero, a
    convolution over as many positions before them: what stands beside a token then need not be found by attention."""

    def __init__(self, width: int, heads: int, convolution: int = 0):
        super().__init__()
        self.convolution = nn.Sequential(nn.LayerNorm(width), ShortConvolution(width, convolution)) if convolution else None
        self.attention = Residual(width, Attention(width, heads))
        self.norm = nn.LayerNorm(width)
        self.feed_forward = nn.Sequential(nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.attention(self.convolved(x))
        return x + self.feed_forward(self.norm(x))

    def trace(self, x: torch.Tensor) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        x, seen = self.attention.trace(self.convolved(x))
        return x + self.feed_forward(self.norm(x)), seen

    def read_on(self, x: torch.Tensor, keys: torch.Tensor, values: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        if self.convolution is not None:
            raise NotImplementedError("the convolution needs the positions before, which are not kept")
        y, keys, values = self.attention.layer.read_on(self.attention.norm(x), keys, values)
        x = x + y
        return x + self.feed_forward(self.norm(x)), keys, values

    def convolved(self, x: torch.Tensor) -> torch.Tensor:
        return x if self.convolution is None else x + self.convolution(x)


def transformer(vocabulary: int, outputs: int, layers: int, width: int, heads: int = 4, convolution: int = 0) -> SequenceModel:
    stack = [TransformerLayer(width, heads, convolution) for _ in range(layers)]
    return SequenceModel(vocabulary, outputs, width, stack, norm=True)
