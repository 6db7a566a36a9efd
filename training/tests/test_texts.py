"""Texts that the readers learn from: what stands in them is right, and their tokens tell it."""

import re
from random import Random

import pytest

pytest.importorskip("torch")
pytest.importorskip("tokenizers")

import torch

from training.texts import games
from training.texts.batches import batch_of
from training.texts.export import LENGTHS, Exported, rounded
from training.texts.programs import program
from training.texts.reader import Tutor
from training.texts.readers import READERS
from training.texts.stories import story
from training.texts.telling import SLOTS
from training.texts.vocabulary import SIZE, tokenizer


def test_a_program_answers_as_python_runs_it():
    run = 0
    for seed in range(60):
        told = program(Random(seed), 5)
        if "//" in told.text:
            continue
        names: dict = {}
        for line in told.text.splitlines():
            if line.startswith("#"):
                _, place, _, answer = line.split(" ", 3)
                assert eval(place, names) == eval(answer), told.text
            else:
                exec(line, names)
        run += 1
    assert run > 30


def test_a_game_answers_by_its_moves(monkeypatch):
    line = "e2e4:e4 d7d5:d5 e4d5:exd5 c7c5:c5 d5c6:dxc6 g8f6:Nf6 g1f3:Nf3 g7g6:g6 f1e2:Be2 f8g7:Bg7 e1g1:O-O e8g8:O-O"
    monkeypatch.setattr(games, "games", lambda: [[tuple(ply.split(":")) for ply in line.split()]])
    told = games.game(Random(1), 12, dress="san")
    board = dict(zip(map(games.name, range(64)), told.steps[-1][1], strict=True))
    piece = {at: games.answer(one) for at, one in board.items()}
    # En passant takes the pawn beside, and castling moves both.
    assert piece["c5"] == piece["d5"] == piece["e1"] == piece["h8"] == " nothing}"
    assert (piece["c6"], piece["g1"], piece["f1"], piece["f8"]) == (" a white pawn}", " a white king}", " a white rook}", " a black rook}")
    assert told.text.startswith("1. e4 d5 2. exd5 c5 3. dxc6 Nf6")
    pairs = games.game(Random(1), 3, dress="pairs")
    assert "(e2, e4) (d7, d5)" in pairs.text


@pytest.mark.parametrize("make", [program, story])
def test_the_tutor_is_told_what_the_answers_are(make):
    for seed in range(30):
        told = make(Random(seed), 4)
        batch = batch_of([told])
        # It is asked on the way, too, of what a copy may have overwritten since.
        held = set(batch.states.flatten().tolist()) - {-1}
        answered = batch.targets[0][batch.is_answer[0]].tolist()
        first = {re.findall(r"[A-Za-z]+|[0-9]+", told.text[start:end].removeprefix(" the"))[0] for start, end in told.answers}
        assert first <= {tokenizer().id_to_token(one).strip("Ġ") for one in held}, told.text
        assert answered and len(batch.rows) == 4


def test_any_text_is_read_as_itself():
    for text in ("def f(x):\n\treturn x ** 2  # ünïcode ✓", "1. Nbd2 exd5+ R1e2 O-O-O#", "(e2, e4) (g8, f6)"):
        assert tokenizer().decode(tokenizer().encode(text).ids) == text
    assert tokenizer().get_vocab_size() == SIZE


@pytest.mark.parametrize("entry", READERS, ids=lambda one: one.id)
def test_what_is_exported_is_what_was_trained(entry):
    torch.manual_seed(1)
    model = entry.build().eval()
    assert sum(one.numel() for one in model.parameters()) <= 1_000_000
    for length in LENGTHS:
        ids = torch.randint(SIZE, (2, length))
        with torch.no_grad():
            meant, traced = model.answer(model.states(ids)[-1]), Exported(model)(ids)
        assert torch.allclose(meant, traced, atol=1e-4 * meant.abs().max().item())


def test_rounding_keeps_six_bits():
    weights = torch.randn(40, 50)
    assert ((rounded(weights) - weights).abs() <= weights.abs() / 64).all()
    assert (rounded(weights).half().view(torch.int16) & 0xF == 0).all()


def test_the_tutor_reads_all_places():
    tutor = Tutor(16)
    embedding = torch.randn(SIZE, 16)
    assert tutor.told(torch.randn(3, 16), embedding).shape == (3, SLOTS, SIZE)
    assert tutor.played(torch.randn(3, 16)).shape == (3, 64, games.EMPTY + 1)
