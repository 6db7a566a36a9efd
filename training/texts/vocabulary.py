"""The readers' tokens: byte-level pairs learnt from the texts themselves, so that names are one token and any text can be read."""

from __future__ import annotations

from functools import cache
from itertools import cycle, islice
from pathlib import Path
from random import Random

from tokenizers import Regex, Tokenizer, decoders, models, pre_tokenizers, trainers

from training.texts.games import game
from training.texts.programs import program
from training.texts.stories import story

FILE = Path(__file__).parent / "tokenizer.json"
SIZE = 768
TEXTS, SEED = 12_000, 1

# Squares and the letters of pieces stand for themselves, and so do the indices of a list; else as in GPT-2, numbers by two digits.
PIECES = r" ?[KQRBN](?=[a-h1-8]?x?[a-h][1-8])|[a-h1-8]?x(?=[a-h][1-8])|[a-h1-8](?=[a-h][1-8])| ?[a-h][1-8](?![\p{L}\p{N}])|[a-h][1-8](?=[a-h][1-8])"
PATTERN = PIECES + r"|\[\d\]|'s| ?\p{L}+| ?\p{N}{1,2}| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"


def learn() -> Tokenizer:
    dice = Random(SEED)
    made = Tokenizer(models.BPE())
    made.pre_tokenizer = pre_tokenizers.Sequence([
        pre_tokenizers.Split(Regex(PATTERN), "isolated"),
        pre_tokenizers.ByteLevel(add_prefix_space=False, trim_offsets=False, use_regex=False),
    ])
    made.decoder = decoders.ByteLevel()
    texts = (make(dice, dice.randrange(1, 9)).text for make in islice(cycle((program, story, game)), TEXTS))
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    made.train_from_iterator(texts, trainers.BpeTrainer(vocab_size=SIZE, initial_alphabet=alphabet, show_progress=False))
    return made


@cache
def tokenizer() -> Tokenizer:
    return Tokenizer.from_file(str(FILE))


if __name__ == "__main__":
    learn().save(str(FILE))
    print(tokenizer().get_vocab_size(), "tokens")
