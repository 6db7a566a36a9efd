"""A row for each map over slots, in which the maps' own geometry shows: the start of an embedding or an output layer.

The 0/1 matrix of each map, flattened, without the mean of all, at length one, turned into the width at random. Products of such
matrices are what a word problem asks for, so that this start is a help that bare symbols do not give; and its size differs among
groups: rank 16 for A5, 13 for A4xZ5, 9 for Z60.
"""

from collections.abc import Sequence

import numpy as np
import torch

from state_probe.tasks.monoid import Map


def permutation_rows(maps: Sequence[Map], width: int) -> torch.Tensor:
    """[maps, width], from torch's generator; ValueError where the width is smaller than the maps' rank."""
    degree = len(maps[0])
    matrices = np.eye(degree)[np.array(maps)].reshape(len(maps), -1)
    matrices -= matrices.mean(0)
    left, sizes, _ = np.linalg.svd(matrices, full_matrices=False)
    rank = int((sizes > 1e-9 * sizes[0]).sum())
    if rank > width:
        raise ValueError(f"maps of rank {rank} do not fit into width {width}")
    coordinates = torch.from_numpy(left[:, :rank] * sizes[:rank]).float()
    rows = coordinates @ torch.linalg.qr(torch.randn(width, rank))[0].T
    return rows / rows.norm(dim=1, keepdim=True).clamp(min=1e-9)
