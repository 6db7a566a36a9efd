"""Diagonal SSMs of two layers that model flip-flop and bounded Dyck at every length, built and not trained.

Sarrof, Veitsman and Hahn (2024), The Expressive Capacity of State Space Models: an SSM whose gates are not negative models every
star-free language at finite precision; two layers are enough for flip-flop, and for bounded Dyck, whose brackets they find by
counting, without a stack. A layer here is

    h[t] = A(x[t]) * h[t-1] + B(x[t])

cell by cell, with A of 0 or 1. In flip-flop the first layer holds the last instruction, and the second lets a bit in where that was
a write. In Dyck the first layer counts the depth and the second keeps, for each depth, the kind of the bracket that was opened there last.
"""

from itertools import product
from typing import NamedTuple

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F

from state_probe.scans import scan_seeing

YES, NO = 10.0, -10.0  # logits of a symbol that may come next, and of one that may not


class Gates(NamedTuple):
    """A(x) and B(x) of a layer, a row for each input that it tells apart; int8 [inputs, cells]."""

    keep: np.ndarray
    add: np.ndarray


class Tables(NamedTuple):
    """What two layers do. The first has one cell; the second reads the symbol together with that cell, as row symbol * levels + level."""

    levels: int  # the first cell holds 0 .. levels - 1
    values: int  # each cell of the second layer holds 0 .. values - 1
    first: Gates
    second: Gates
    read: np.ndarray  # logits by row of the second layer, cell and its value, summed over cells; [rows, cells, values, symbols]


def flip_flop() -> Tables:
    """Symbols w, i, r, 0, 1 and the end; the first cell holds 1, 2 or 3 for the last of w, i and r, the second one 1 + the bit."""
    symbols, levels = 6, 4
    first = Gates(np.ones((symbols, 1), np.int8), np.zeros((symbols, 1), np.int8))
    first.keep[:3], first.add[:3, 0] = 0, (1, 2, 3)
    second = Gates(np.ones((symbols * levels, 1), np.int8), np.zeros((symbols * levels, 1), np.int8))
    read = np.full((symbols, levels, 1, 3, symbols), NO, np.float32)
    for bit in (0, 1):
        written = (3 + bit) * levels + 1
        second.keep[written], second.add[written] = 0, 1 + bit
        read[2, :, 0, 1 + bit, 3 + bit] = YES
    read[:2, ..., 3:5] = YES
    read[3:5, ..., [0, 1, 2, 5]] = YES
    return Tables(levels, 3, first, second, read.reshape(symbols * levels, 1, 3, symbols))


def bounded_dyck(kinds: int, depth: int) -> Tables:
    """Symbols are the two brackets of each kind and the end; the first cell holds the depth, cell d of the second layer 1 + the kind
    of the bracket last opened at depth d. So `depth` cells of log(kinds) bits: width in O(m log K)."""
    symbols, levels, values = 2 * kinds + 1, depth + 1, kinds + 1
    change = np.array([1, -1] * kinds + [0], np.int8)[:, None]
    first = Gates(np.ones((symbols, 1), np.int8), change)
    second = Gates(np.ones((symbols * levels, depth), np.int8), np.zeros((symbols * levels, depth), np.int8))
    # What depends on the depth alone is said by cell 0, one of whose values is always there.
    read = np.zeros((symbols, levels, depth, values, symbols), np.float32)
    read[:, :, 0] = NO
    for kind, level in product(range(kinds), range(1, levels)):
        opened = 2 * kind * levels + level
        second.keep[opened, level - 1], second.add[opened, level - 1] = 0, 1 + kind
        read[:-1, level, level - 1, 1 + kind, 2 * kind + 1] += YES - NO
    read[:-1, :depth, 0, :, 0:-1:2] = YES
    read[:-1, 0, 0, :, -1] = YES
    return Tables(levels, values, first, second, read.reshape(symbols * levels, depth, values, symbols))


def one_hot_levels(h: torch.Tensor, levels: int) -> torch.Tensor:
    """One-hot vectors of whole numbers from 0, as a layer of rectifiers finds them; h [...] -> [..., levels]."""
    return F.relu(1 - (h.unsqueeze(-1) - torch.arange(levels)).abs())


class DiagonalSSM(nn.Module):
    """tokens int64 [batch, length] -> logits [batch, length, symbols]: above 0 for what may come next, in any word that begins one
    of the language. Right at any length in float32: cells hold small whole numbers and every sum is one of those.
    """

    def __init__(self, tables: Tables):
        super().__init__()
        self.levels, self.values, self.symbols = tables.levels, tables.values, tables.read.shape[-1]
        for name, gates in (("first", tables.first), ("second", tables.second)):
            self.register_buffer(f"{name}_keep", torch.from_numpy(gates.keep))
            self.register_buffer(f"{name}_add", torch.from_numpy(gates.add))
        self.register_buffer("read", torch.from_numpy(tables.read.reshape(-1, self.symbols)).to(torch.int8))
        self.width = len(tables.second.keep) + len(self.read)  # of the residual stream

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        return self.observe(tokens)["logits"]

    def recurrence(self, inputs: torch.Tensor, layer: str) -> tuple[torch.Tensor, torch.Tensor]:
        """States of a layer and the gates that made them, both [batch, length, cells]; inputs are one-hot."""
        keep = inputs @ getattr(self, f"{layer}_keep").float()
        add = inputs @ getattr(self, f"{layer}_add").float()

        def step(h, keep, add):
            return keep * h + add, keep.clone()

        return scan_seeing(step, keep[:, 0] * 0, keep, add)

    def observe(self, tokens: torch.Tensor) -> dict[str, torch.Tensor]:
        """logits; hidden.0, the symbol, one-hot; a residual stream to which layer 1 adds the symbol with the level, one-hot, and layer 2 those
        with the value of each cell: hidden.1 and hidden.2; of both layers state.k and decay.k, its gates."""
        symbol = F.one_hot(tokens, self.symbols).float()
        level, first = self.recurrence(symbol, "first")
        row = (symbol.unsqueeze(-1) * one_hot_levels(level, self.levels)).flatten(2)
        cells, second = self.recurrence(row, "second")
        seen = (row[..., None, None] * one_hot_levels(cells, self.values).unsqueeze(2)).flatten(2)
        stream = F.pad(row, (0, seen.shape[-1])), torch.cat([row, seen], -1)
        hidden = {"hidden.0": symbol, "hidden.1": stream[0], "hidden.2": stream[1]}
        inner = {"state.1": level, "decay.1": first, "state.2": cells, "decay.2": second}
        return {"logits": seen @ self.read.float()} | hidden | inner


def bracket_tables(name: str) -> Tables | None:
    """Those of a language Dyck(K, m) by its name."""
    kinds, _, depth = name.removeprefix("Dyck(").removesuffix(")").partition(", ")
    return bounded_dyck(int(kinds), int(depth)) if kinds.isdigit() and depth.isdigit() else None


def diagonal_ssm(task) -> DiagonalSSM:
    """As the table of architectures calls it. ValueError for a language that no construction is known of here."""
    tables = flip_flop() if task.name == "flip-flop" else bracket_tables(task.name)
    if tables is None:
        raise ValueError(f"diagonal-ssm is built for flip-flop and Dyck(K, m), not for {task.name}")
    return DiagonalSSM(tables)
