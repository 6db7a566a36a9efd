"""Records words that the terminal draws: `python python/tests/record_words.py` in the repository, after `npm run build`.

The words of data sets come from `state-probe dataset`; those of `eval`, which it measures on without writing them, from
the functions that it draws them with, by test/unit/models/write-words.ts.
"""

import json
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]

DATASETS = [
    ["--group", "S5", "--generators", "transpositions"],
    ["--group", "S5"],
    ["--group", "A4xZ5"],
    ["--group", "Z60"],
    ["--group", "S4", "--generators", "adjacent"],
    ["--group", "A5", "--generators", "3-cycles"],
    ["--group", "S5", "--generators", "(1 2),(1 2 3 4 5)"],
    ["--formal", "parity"],
    ["--formal", "flip-flop"],
    ["--formal", "dyck-1"],
    ["--formal", "shuffle-dyck-3"],
    ["--formal", "bounded-dyck-2-3"],
    ["--formal", "anbncn"],
    ["--formal", "tomita-3"],
    ["--formal", "mod-3"],
    ["--formal", "copy-4"],
    ["--formal", "switched-copy-8"],
    ["--regex", "(a|b)*abb", "--alphabet", "ab"],
]
SIZES = [("1", 5, 1), ("12", 6, 1), ("3-9", 20, 4_000_000_123)]


def words(options: list[str], length: str, count: int, seed: int) -> list[list[int]]:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "out"
        command = ["node", "dist/cli.js", "dataset", *options, "--length", length, "--count", str(count), "--seed", str(seed)]
        command += ["--columns", "id,tokens"]
        subprocess.run([*command, "--out", str(out)], cwd=ROOT, check=True, stdout=subprocess.PIPE)
        lines = [line for file in out.glob("*.jsonl") for line in file.read_text("utf-8").splitlines()]
    return [e["tokens"] for e in sorted(map(json.loads, lines), key=lambda example: example["id"])]


def main() -> None:
    found = [
        {"options": options, "length": length, "count": count, "seed": seed, "words": words(options, length, count, seed)}
        for options in DATASETS
        for length, count, seed in SIZES
    ]
    text = "[\n" + ",\n".join(json.dumps(f, separators=(",", ":")) for f in found) + "\n]\n"
    (HERE / "dataset-words.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
