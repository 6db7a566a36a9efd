"""The architectures of the zoo, each in a file named as in the literature."""

from training.architectures.elman_rnn import elman_rnn
from training.architectures.mamba import mamba
from training.architectures.sequence_model import SequenceModel
from training.architectures.transformer import transformer

ARCHITECTURES = {
    "elman-rnn": elman_rnn,
    "mamba": mamba,
    "transformer": transformer,
}


def build(architecture: str, vocabulary: int, outputs: int, layers: int, width: int, **options) -> SequenceModel:
    """A freshly initialised model; options are those of the architecture's own function."""
    return ARCHITECTURES[architecture](vocabulary, outputs, layers=layers, width=width, **options)
