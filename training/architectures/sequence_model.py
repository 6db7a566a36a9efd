"""What every architecture shares: an embedding, a stack of layers and an output layer."""

import torch
from torch import nn


class SequenceModel(nn.Module):
    """tokens int64 [batch, length] -> logits float32 [batch, length, outputs].

    A layer maps [batch, length, width] to the same shape. Called as a module it takes its fastest form, for training;
    `trace` gives the same numbers together with what a person may want to see inside: its recurrent `state` and the
    `decay` or the `transition` that moves it on, or its `attention`.
    """

    def __init__(self, vocabulary: int, outputs: int, width: int, layers: list[nn.Module], norm: bool):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, width)
        self.layers = nn.ModuleList(layers)
        self.norm = nn.LayerNorm(width) if norm else nn.Identity()
        self.head = nn.Linear(width, outputs)

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        x = self.embedding(tokens)
        for layer in self.layers:
            x = layer(x)
        return self.head(self.norm(x))

    def observe(self, tokens: torch.Tensor) -> dict[str, torch.Tensor]:
        """The outputs of the model contract by name: logits, hidden.0..N, and what layer k >= 1 shows inside, such as state.k."""
        x = self.embedding(tokens)
        hidden, inner = {"hidden.0": x}, {}
        for k, layer in enumerate(self.layers, start=1):
            x, seen = layer.trace(x)
            hidden[f"hidden.{k}"] = x
            inner |= {f"{name}.{k}": value for name, value in seen.items()}
        return {"logits": self.head(self.norm(x))} | hidden | inner


class Residual(nn.Module):
    """A pre-norm residual block around a layer: x + layer(norm(x))."""

    def __init__(self, width: int, layer: nn.Module):
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.layer = layer

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x + self.layer(self.norm(x))

    def trace(self, x: torch.Tensor) -> tuple[torch.Tensor, dict[str, torch.Tensor]]:
        y, seen = self.layer.trace(self.norm(x))
        return x + y, seen
