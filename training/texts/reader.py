"""A text reader: layers of an architecture of this folder's parent between an embedding and an output layer that share their rows."""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from training.architectures import TRAINED
from training.texts.games import EMPTY
from training.texts.telling import SLOTS


class Reader(nn.Module):
    """Token ids [batch, length] -> the states after each layer, and from the last one the logits [batch, length, vocabulary]."""

    def __init__(self, vocabulary: int, architecture: str, layers: int, width: int, **options):
        super().__init__()
        stack = TRAINED[architecture](1, 1, layers, width, **options)
        self.embedding = nn.Embedding(vocabulary, width)
        nn.init.normal_(self.embedding.weight, std=width**-0.5)
        self.layers = stack.layers
        self.norm = nn.LayerNorm(width)

    def states(self, ids: Tensor) -> list[Tensor]:
        """After the embedding, and after each layer, in the fast form for training."""
        states = [self.embedding(ids)]
        for layer in self.layers:
            states.append(layer(states[-1]))
        return states

    def answer(self, state: Tensor) -> Tensor:
        return self.norm(state) @ self.embedding.weight.T


class Tutor(nn.Module):
    """An output beside the reader's own, in training alone: what every place holds, read from one layer's state at the last token of
    each step. A question tells of one place after many tokens, this of all places after each step; without it little is learnt in
    so short a training. It is no part of the exported file.

    Of a program or a story it is for each place the token that begins the object's name, of a game for each square the piece.
    """

    def __init__(self, width: int):
        super().__init__()
        self.places = nn.Linear(width, SLOTS * width)
        self.squares = nn.Linear(width, 64 * (EMPTY + 1))

    def told(self, state: Tensor, embedding: Tensor) -> Tensor:
        """[steps, width] -> [steps, places, vocabulary]"""
        return self.places(state).unflatten(-1, (SLOTS, -1)) @ embedding.detach().T

    def played(self, state: Tensor) -> Tensor:
        """[steps, width] -> [steps, squares, pieces]"""
        return self.squares(state).unflatten(-1, (64, -1))


def loss_of(logits: Tensor, labels: Tensor) -> Tensor:
    """Cross-entropy where there is a label, zero where there is none."""
    flat, wanted = logits.flatten(0, -2), labels.flatten()
    return F.cross_entropy(flat, wanted, ignore_index=-1, reduction="sum") / (wanted >= 0).sum().clamp(min=1)
