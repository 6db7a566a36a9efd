"""A looped transformer (Dehghani et al. 2019, Universal Transformers; Fan et al. 2024): one block, applied again and again.

How often is said when it is built, or left to the word: at every token as often as there are tokens up to it. What stands at a token is
then left as it is, as where computation halts at each place by itself, so that it does not depend on how long the word goes on. A
trained one can be asked to loop more or less often, the same at all tokens (training/loops.py). The embedding is added before
every pass, so that the word is not lost on a long way, and what comes out of a pass is normed, so that no number of them makes it grow.
"""

import torch

from state_probe.scans import scan_last
from training.architectures.sequence_model import SequenceModel
from training.architectures.transformer import TransformerLayer


class LoopedTransformer(SequenceModel):
    """As every model of the zoo; `hidden.1` is what stands after all passes."""

    def __init__(self, vocabulary: int, outputs: int, width: int, heads: int, loops: int | None):
        super().__init__(vocabulary, outputs, width, [TransformerLayer(width, heads)], norm=True)
        self.loops = loops

    def passes(self, word: torch.Tensor) -> torch.Tensor:
        place = torch.arange(word.shape[1]).unsqueeze(-1)

        def step(x: torch.Tensor, number: torch.Tensor | None = None) -> torch.Tensor:
            y = self.norm(self.layers[0](x + word))
            return y if number is None else torch.where(place >= number, y, x)

        if self.loops is None:
            return scan_last(step, word * 0, place)
        x = word * 0
        for _ in range(self.loops):
            x = step(x)
        return x

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        return self.head(self.passes(self.embedding(tokens)))

    def observe(self, tokens: torch.Tensor) -> dict[str, torch.Tensor]:
        word = self.embedding(tokens)
        x = self.passes(word)
        return {"logits": self.head(x), "hidden.0": word, "hidden.1": x}


def looped_transformer(
    vocabulary: int, outputs: int, layers: int, width: int, heads: int = 4, loops: int | None = None
) -> LoopedTransformer:
    if layers != 1:
        raise ValueError(f"a looped transformer has one layer, not {layers}; loops say how often it is applied")
    return LoopedTransformer(vocabulary, outputs, width, heads, loops)
