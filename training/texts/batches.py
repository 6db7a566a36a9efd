"""Texts as a batch of tokens: what is to be answered where, and what every place holds after each step."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache
from random import Random

import torch
from torch import Tensor

from training.texts.games import game
from training.texts.programs import program
from training.texts.stories import story
from training.texts.telling import SLOTS, Telling
from training.texts.vocabulary import tokenizer

KINDS = {"program": program, "story": story, "game": game}
LONGEST = {"program": 12, "story": 12, "game": 24}
"""Steps, or plies, of the longest texts."""


@dataclass
class Batch:
    ids: Tensor
    """[texts, length]; shorter texts go on with the token 0."""
    targets: Tensor
    """[texts, length]: the next token; -1 behind the end."""
    is_answer: Tensor
    """[texts, length]: where the next token tells an answer, up to the one that tells it from all others of its kind."""
    rows: Tensor
    columns: Tensor
    """The last token of each step."""
    states: Tensor
    """[steps, places]: what is held there, -1 for nothing that is known."""


def batch_of(texts: list[Telling]) -> Batch:
    encoded = tokenizer().encode_batch([one.text for one in texts])
    length = max(len(one.ids) for one in encoded)
    ids = torch.zeros(len(texts), length, dtype=torch.int64)
    targets = torch.full((len(texts), length), -1)
    is_answer = torch.zeros(len(texts), length, dtype=torch.bool)
    rows, columns, states = [], [], []
    for row, (one, found) in enumerate(zip(texts, encoded, strict=True)):
        own = torch.tensor(found.ids)
        ids[row, : len(own)] = own
        targets[row, : len(own) - 1] = own[1:]
        ends = [end for _, end in found.offsets]
        starts = [start for start, _ in found.offsets]
        for start, end in one.answers:
            first, last = bisect_left(starts, start), bisect_right(ends, end)
            for at in range(first, last):
                is_answer[row, at - 1] = found.ids[at] not in same()
        for end, held in one.steps:
            rows.append(row)
            columns.append(bisect_left(ends, end))
            if one.kind == "game":
                states.append(held)
            else:
                states.append([found.ids[bisect_right(starts, place) - 1] for place in held] + [-1] * (SLOTS - len(held)))
    at = [torch.tensor(column, dtype=torch.int64) for column in (rows, columns)]
    return Batch(ids, targets, is_answer, *at, torch.tensor(states, dtype=torch.int64).view(len(rows), -1) if rows else torch.empty(0, SLOTS, dtype=torch.int64))


@cache
def same() -> set[int]:
    """Tokens that all answers have alike: quotes, articles, ends."""
    vocabulary = tokenizer().get_vocab()
    return {id for token, id in vocabulary.items() if token in ("Ġthe", "'s") or not any(map(str.isalnum, token.replace("Ġ", "").replace("Ċ", "")))}


def draw(kind: str, dice: Random, steps: int, tokens: int) -> Batch:
    """Texts of up to so many steps, about as many as `tokens` hold."""
    texts: list[Telling] = []
    while not texts or (len(texts) + 1) * max(len(one.text) for one in texts) < 2.6 * tokens:
        own = steps if dice.random() < 0.5 else dice.randint(0 if kind != "game" else 1, steps)
        texts.append(KINDS[kind](dice, own, min(SLOTS, 2 + steps)))
    return batch_of(texts)
