"""Mamba and attention layers in turn, as in Jamba (Lieber et al. 2024)."""

from training.architectures.mamba import MambaLayer
from training.architectures.sequence_model import Residual, SequenceModel
from training.architectures.transformer import TransformerLayer


def hybrid(
    vocabulary: int, outputs: int, layers: int, width: int, state: int = 16, heads: int = 4
) -> SequenceModel:
    """Layers 1, 3, ... are Mamba, layers 2, 4, ... transformer layers."""
    stack = [
        TransformerLayer(width, heads) if k % 2 else Residual(width, MambaLayer(width, state, negative=False))
        for k in range(layers)
    ]
    return SequenceModel(vocabulary, outputs, width, stack, norm=True)
