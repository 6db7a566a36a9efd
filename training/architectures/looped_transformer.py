"""A looped transformer (Dehghani et al. 2019, Universal Transformers): one block, applied again and again.

`layers` is how often, so that its weights do not grow with it; a trained one can be asked to loop more often than it was trained to
(training/loops.py). The embedding is added before every pass, so that the word is not lost on a long way.
"""

import torch

from training.architectures.sequence_model import SequenceModel
from training.architectures.transformer import TransformerLayer


class LoopedTransformer(SequenceModel):
    """As every model of the zoo; `hidden.k` is what stands after k passes."""

    def __init__(self, vocabulary: int, outputs: int, width: int, heads: int, loops: int):
        super().__init__(vocabulary, outputs, width, [TransformerLayer(width, heads)], norm=True)
        self.loops = loops

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        word = self.embedding(tokens)
        x = word * 0
        for _ in range(self.loops):
            x = self.layers[0](x + word)
        return self.head(self.norm(x))

    def observe(self, tokens: torch.Tensor) -> dict[str, torch.Tensor]:
        word = self.embedding(tokens)
        x, hidden, inner = word * 0, {"hidden.0": word}, {}
        for k in range(1, self.loops + 1):
            x, seen = self.layers[0].trace(x + word)
            hidden[f"hidden.{k}"] = x
            inner |= {f"{name}.{k}": value for name, value in seen.items()}
        return {"logits": self.head(self.norm(x))} | hidden | inner


def looped_transformer(vocabulary: int, outputs: int, layers: int, width: int, heads: int = 4) -> LoopedTransformer:
    return LoopedTransformer(vocabulary, outputs, width, heads, loops=layers)
