"""The architectures of the zoo, each in a file named as in the literature."""

from torch import nn

from training.architectures.deltanet import deltanet
from training.architectures.elman_rnn import elman_rnn
from training.architectures.gated_linear_attention import gated_linear_attention
from training.architectures.hybrid import hybrid
from training.architectures.ids4 import ids4
from training.architectures.lstm import lstm
from training.architectures.mamba import mamba
from training.architectures.rnn_ssm import RNNSSM
from training.architectures.s4 import s4
from training.architectures.transformer import transformer
from training.architectures.wfa_ssm import WFASSM
from training.tasks.interface import Task

TRAINED = {
    "elman-rnn": elman_rnn,
    "lstm": lstm,
    "transformer": transformer,
    "s4": s4,
    "mamba": mamba,
    "ids4": ids4,
    "deltanet": deltanet,
    "gated-linear-attention": gated_linear_attention,
    "hybrid": hybrid,
}
EXACT = {"wfa-ssm": WFASSM, "rnn-ssm": RNNSSM}
"""Built from an automaton, not trained; see the theorem named in each file."""


def build(architecture: str, task: Task, **options) -> nn.Module:
    """A freshly initialised model, or the exact one; options are those of the architecture's own function."""
    if architecture in EXACT:
        return EXACT[architecture](task.automaton, task.read())
    return TRAINED[architecture](task.vocabulary, task.outputs, **options)
