"""Holds every game of PGN files against python-chess, position by position, and lists what is not read.

    npm run build
    python3 -m venv /tmp/venv && /tmp/venv/bin/pip install chess==1.11.2
    /tmp/venv/bin/python -m bench.games FOLDER|FILE.pgn …

Each game is read alone, as the text that python-chess took for it. Where python-chess goes on after a move that it does not
understand, there is nothing to hold against it: such games are counted on their own.
"""
import io
import json
import logging
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import chess.pgn

CLI = Path(__file__).parent.parent / "dist" / "cli.js"
BATCH = 400
LETTERS = {"pawn": "p", "knight": "n", "bishop": "b", "rook": "r", "queen": "q", "king": "k"}


def games_in(path):
    """The text of each game, its boards after every move of the main line, and whether python-chess had to skip something."""
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("latin-1")
    stream = io.StringIO(text.replace("\r\n", "\n"))
    while True:
        start = stream.tell()
        game = chess.pgn.read_game(stream)
        if game is None:
            return
        board = game.board()
        boards = []
        for move in game.mainline_moves():
            board.push(move)
            boards.append(board.board_fen())
        yield stream.getvalue()[start:stream.tell()], boards, bool(game.errors)


def letter(name):
    color, kind, *_ = name.split(" ")
    return "." if color == "empty" else LETTERS[kind].upper() if color == "white" else LETTERS[kind]


def boards_of(trace):
    """The placement after every legal step, from nothing but maps and the names of objects."""
    names = [letter(name) for name in trace["objects"]]
    state = trace["initial"]
    for step in trace["steps"]:
        if step["map"] is None:
            return
        state = [state[source] for source in step["map"]]
        rows = ["".join(names[thing] for thing in state[8 * row:8 * row + 8]) for row in range(8)]
        for empty in range(8, 0, -1):
            rows = [row.replace("." * empty, str(empty)) for row in rows]
        yield "/".join(rows)


def read(texts):
    """What the terminal makes of each text: a trace, or why there is none."""
    with tempfile.TemporaryDirectory() as folder:
        paths = [Path(folder) / f"{number}.pgn" for number in range(len(texts))]
        for path, text in zip(paths, texts):
            path.write_text(text, encoding="utf-8")
        run = subprocess.run(["node", CLI, "trace", *paths, "--steps", "moves", "--json"], capture_output=True, text=True)
        return [json.loads(line) for line in run.stdout.splitlines()]


def outcome(trace, boards, skipped):
    if "error" in trace:
        return "not read" if not skipped else "not read, nor by python-chess"
    mine = list(boards_of(trace))
    if skipped:
        return "python-chess skips something in it"
    if mine == boards and "illegal" not in trace:
        return "the same"
    return "python-chess reads no move in it" if not boards else "DIFFERENT"


def main(places):
    logging.getLogger("chess.pgn").setLevel(logging.CRITICAL)
    files = [file for place in map(Path, places) for file in ([place] if place.is_file() else sorted(place.rglob("*.pgn")))]
    counts, seen, batch = Counter(), set(), []

    def judge():
        for (path, _, boards, skipped), trace in zip(batch, read([text for _, text, _, _ in batch])):
            said = outcome(trace, boards, skipped)
            counts[said] += 1
            if said in ("not read", "DIFFERENT"):
                print(f"{said}: {path}: {trace.get('error', {}).get('reason', '')}")
        batch.clear()

    for path in files:
        for text, boards, skipped in games_in(path):
            if text in seen:
                continue
            seen.add(text)
            batch.append((path, text, boards, skipped))
            if len(batch) == BATCH:
                judge()
    judge()
    for said, count in counts.most_common():
        print(f"{count:6d} {said}")


if __name__ == "__main__":
    main(sys.argv[1:])
