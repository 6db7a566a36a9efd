"""Games of chess, in standard notation and as (source, target) pairs, with comments that ask: `{e4 holds a white pawn}`.

`python -m training.texts.games` has chess.js, which the product plays by, write random legal games to training/checkpoints/, once.
"""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path
from random import Random

from training.texts.telling import Telling
from training.texts.words import PIECES

HERE = Path(__file__).parent
FILE = HERE.parent / "checkpoints" / "random-games.txt"
COUNT, PLIES, SEED = 12_000, 40, 1
EMPTY = len(PIECES)
DRESSES = ("san", "pairs")

BACK = "rook knight bishop queen king bishop knight rook".split()
FILES = "abcdefgh"


def square(name: str) -> int:
    """As in a FEN: 0 is a8, 63 is h1."""
    return (8 - int(name[1])) * 8 + FILES.index(name[0])


def name(at: int) -> str:
    return f"{FILES[at % 8]}{8 - at // 8}"


def start() -> list[int]:
    def row(side: str, kinds: list[str]) -> list[int]:
        return [PIECES.index(f"{side} {kind}") for kind in kinds]

    return [*row("black", BACK), *row("black", ["pawn"] * 8), *[EMPTY] * 32, *row("white", ["pawn"] * 8), *row("white", BACK)]


def play(board: list[int], move: str) -> None:
    """Moves the pieces of a legal ply without promotion, `e2e4`."""
    source, to = square(move[:2]), square(move[2:4])
    piece = PIECES[board[source]]
    if piece.endswith("pawn") and source % 8 != to % 8 and board[to] == EMPTY:
        board[source // 8 * 8 + to % 8] = EMPTY  # en passant
    if piece.endswith("king") and abs(source % 8 - to % 8) == 2:
        rook, beside = (to + 1, to - 1) if to > source else (to - 2, to + 1)
        board[beside], board[rook] = board[rook], EMPTY
    board[to], board[source] = board[source], EMPTY


@cache
def games() -> list[list[tuple[str, str]]]:
    return [[tuple(ply.split(":", 1)) for ply in line.split()] for line in FILE.read_text().splitlines()]


def answer(piece: int) -> str:
    return " nothing}" if piece == EMPTY else f" a {PIECES[piece]}}}"


def game(dice: Random, plies: int, most: int = 0, dress: str | None = None) -> Telling:
    """The first plies of a random game, and what some squares hold then."""
    dress = dress or dice.choice(DRESSES)
    told = Telling("game")
    board = start()
    touched: list[int] = []
    asks = 0.15 if dice.random() < 0.5 else 0.0

    def pick() -> int:
        # Of squares that nothing happened to there is little to learn.
        return dice.choice(touched) if dice.random() < 0.75 else dice.randrange(64)

    for k, (move, san) in enumerate(dice.choice(games())[:plies]):
        space = " " if k else ""
        play(board, move)
        touched += [square(move[:2]), square(move[2:4])]
        if dress == "san":
            told.say(f"{space}{k // 2 + 1}." if k % 2 == 0 else "")
            told.step(f" {san}", list(board))
        else:
            told.step(f"{space}({move[:2]}, {move[2:4]})", list(board))
        if dice.random() < asks:
            at = pick()
            told.ask(f" {{{name(at)} holds", answer(board[at]))
    for at in dict.fromkeys(pick() for _ in range(6)):
        told.ask(f" {{{name(at)} holds", answer(board[at]))
    return told


if __name__ == "__main__":
    FILE.parent.mkdir(exist_ok=True)
    told = subprocess.run(
        ["nice", "-n", "19", "node", HERE / "games.mjs", str(COUNT), str(PLIES), str(SEED)], check=True, capture_output=True, text=True
    )
    FILE.write_text(told.stdout)
    print(f"{FILE}: {len(told.stdout.splitlines())} games")
