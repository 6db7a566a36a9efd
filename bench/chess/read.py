"""Seconds that python-chess takes to read and play all games of a PGN file.

    python3 bench/chess/read.py FILE.pgn
"""

import sys
import time

import chess.pgn


def read(path: str) -> int:
    plies = 0
    with open(path, encoding="utf-8") as text:
        while (game := chess.pgn.read_game(text)) is not None:
            if game.errors:
                raise SystemExit(f"python-chess: {game.errors[0]}")
            plies += sum(1 for _ in game.mainline_moves())
    return plies


if __name__ == "__main__":
    read(sys.argv[1])  # Warm.
    start = time.process_time()
    plies = read(sys.argv[1])
    print(plies, time.process_time() - start)
