"""A transformer with masked hard attention that models flip-flop at every length, built and not trained.

Angluin, Chiang and Yang (2023), Masked Hard-Attention Transformers Recognize Exactly the Star-Free Languages: each position attends to
one position alone, among those before it the last one whose score is highest, instead of a weighted mean of all. Flip-flop takes two
layers of one head. The first looks one symbol back (strict masking: not at itself), so that a bit knows its instruction; the second looks for the last
bit that was written. Softmax attention must find that bit among ever more others, and glitches (Liu et al. 2023).
"""

import torch
from torch import nn
from torch.nn import functional as F

W, I, R, ZERO, ONE, END = range(6)
YES, NO = 10.0, -10.0  # logits of a symbol that may come next, and of one that may not


def attend(scores: torch.Tensor, strict: bool) -> torch.Tensor:
    """Hard attention [batch, 1, length, length], rows one-hot, by scores [batch, length] of the positions attended to.

    Row i names the last position with the highest score among those before i, and i itself where it is not strict; the first row of strict
    attention names none and is zero. Scores are whole numbers; a position breaks ties as a fraction of one.
    """
    length = scores.shape[1]
    position = torch.arange(length)
    reach = position.unsqueeze(-1) - int(strict) >= position
    ranked = (scores * length + position).unsqueeze(1).masked_fill(~reach, -1.0)
    best = ranked.amax(-1, keepdim=True)
    return ((ranked == best) & reach).float().unsqueeze(1)


class HardAttention(nn.Module):
    """tokens int64 [batch, length] -> logits [batch, length, symbols]: above 0 for what may come next. Right at any length up to 2^22 in
    float32, where positions are still told apart; attention takes 4 * length^2 bytes a word."""

    symbols, width = 6, 8

    def __init__(self):
        super().__init__()
        read = torch.full((self.width, self.symbols), 0.0)
        for symbol, following in ((W, (ZERO, ONE)), (I, (ZERO, ONE)), (ZERO, (W, I, R, END)), (ONE, (W, I, R, END))):
            read[symbol] = NO
            read[symbol, list(following)] = YES
        read[R] = read[END] = NO
        # The two last features are on where a bit is to be read: 0, and 1.
        read[6, ZERO] = read[7, ONE] = YES - NO
        self.register_buffer("read", read.to(torch.int8))

    def forward(self, tokens: torch.Tensor) -> torch.Tensor:
        return self.observe(tokens)["logits"]

    def observe(self, tokens: torch.Tensor) -> dict[str, torch.Tensor]:
        """logits; hidden.0 (the symbol, one-hot), hidden.1 (with it: 0 is written here, 1 is written here), hidden.2 (with it: 0 is to be
        read now, 1 is); attention.1 and attention.2 [batch, 1, length, length]."""
        symbol = F.one_hot(tokens, self.symbols).float()
        before = attend((tokens * 0).float(), strict=True)
        is_written = (before[:, 0] @ symbol)[..., W : W + 1]
        written = F.relu(symbol[..., [ZERO, ONE]] + is_written - 1)
        last = attend(written.sum(-1), strict=False)
        held = last[:, 0] @ written
        asked = F.relu(symbol[..., R : R + 1] + held - 1)
        hidden = {"hidden.0": symbol, "hidden.1": torch.cat([symbol, written], -1), "hidden.2": torch.cat([symbol, asked], -1)}
        return {"logits": hidden["hidden.2"] @ self.read.float()} | hidden | {"attention.1": before, "attention.2": last}


def hard_attention(task) -> HardAttention:
    """As the table of architectures calls it. ValueError for a language that no construction is known of here."""
    if task.name != "flip-flop":
        raise ValueError(f"hard-attention is built for flip-flop, not for {task.name}")
    return HardAttention()
