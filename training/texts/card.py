"""The card of each text reader, models/ID.md: `python -m training.report`."""

from __future__ import annotations

import json

from state_probe import files

from training.texts.measure import WORLDS, known
from training.texts.page import PLIES, cell, summed
from training.texts.readers import MODELS, ReaderEntry, bundled
from training.texts.telling import SLOTS
from training.texts.words import LISTS, OTHERS, PEOPLE, THINGS, VARIABLES

ARCHITECTURES = {
    "transformer": "A causal transformer with rotary positions.",
    "lstm": "A long short-term memory.",
    "mamba": "Mamba: a selective scan in each layer.",
}


def card(entry: ReaderEntry) -> str:
    lines = [json.loads(line) for line in entry.log.read_text().splitlines()]
    start, end = lines[0], lines[-1]
    worlds = known(entry).get("worlds", {})
    rows = []
    for world in WORLDS:
        if world.file in worlds:
            bins = PLIES if world.is_game else tuple((n, n) for n in (1, 2, 4, 8))
            random = worlds[world.file]["random"]
            told = "; ".join(f"{low if low == high else f'{low}–{high}'}: {cell(*summed(random, low, high))}" for low, high in bins)
            rows.append(f"| {world.says} | {told} |")
    figures = "\n".join(["| text | right, %, by steps or plies, with 95% intervals |", "|---|---|", *rows]) if rows else "Nothing is measured yet."
    return f"""# {entry.id}

<!-- Written by training/texts/card.py. -->

{ARCHITECTURES[entry.architecture]} A small language model that reads programs of swaps, stories of swaps and games of chess token by token, and is asked
about them in their own words: [Language models on the text](../docs/language-models.md).

| | |
|---|---|
| id | `{entry.id}` |
| architecture | {entry.architecture}, {entry.layers} layers, width {entry.width} |
| parameters | {start["parameters"]:,} |
| licence | MIT |

## Training

{end["step"]:,} updates on {end["tokens"] / 1e6:.1f} million tokens of random texts, {end["minutes"]:.1f} minutes of one core, one seed. In training alone a linear output
read from layer {entry.tutored} at the end of each step what every place holds; it is no part of the file. Texts have up to {SLOTS} places.

It knows few names: people {", ".join(PEOPLE)}; things {", ".join(THINGS)}; others {", ".join(OTHERS)}; lists {", ".join(LISTS)}; variables {", ".join(VARIABLES)}. Any text is read, but of
other names, languages and kinds of steps little is to be expected.

## What it answers

{figures}

More in [the results](../docs/results.md#text-readers).
"""


def write_all() -> None:
    for entry in bundled():
        files.replace(MODELS / f"{entry.id}.md", lambda beside, text=card(entry): beside.write_text(text, encoding="utf-8"))
