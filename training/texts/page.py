"""What the text readers can do, as docs/results.md shows it, from training/texts/measurements alone."""

from __future__ import annotations

import json
from math import sqrt

from training.markdown import percent, table
from training.texts.measure import WORLDS, World, known
from training.texts.readers import READERS, ReaderEntry

PLIES = ((1, 4), (5, 8), (9, 12), (13, 16), (17, 20), (21, 24))
NOTATIONS = ("game.pgn", "game.chess")
Z = 1.959963984540054


def wilson(right: int, count: int) -> tuple[float, float]:
    """The 95% interval of a share."""
    if count == 0:
        return 0.0, 1.0
    share, weight = right / count, Z * Z / count
    middle, half = (share + weight / 2) / (1 + weight), Z * sqrt(share * (1 - share) / count + weight / count / 4) / (1 + weight)
    return middle - half, middle + half


def summed(random: list[dict], low: int, high: int) -> tuple[int, int]:
    """Right and asked over texts of `low` to `high` steps."""
    own = [one for one in random if low <= one["steps"] <= high]
    return sum(one["right"] for one in own), sum(one["texts"] for one in own)


def cell(right: int, count: int) -> str:
    if count == 0:
        return "–"
    low, high = wilson(right, count)
    return f"{percent(right / count)} ({percent(low)}–{percent(high)})"


def measured() -> dict[str, dict]:
    return {entry.id: found["worlds"] for entry in READERS if (found := known(entry))}


def behaviour(world: World, worlds: dict[str, dict], bins: tuple[tuple[int, int], ...]) -> list[list[str]]:
    rows = []
    for entry in READERS:
        random = worlds.get(entry.id, {}).get(world.file, {}).get("random")
        if random:
            rows.append([linked(entry), world.says, *(cell(*summed(random, low, high)) for low, high in bins)])
    guesses = [found[world.file]["random"] for found in worlds.values() if world.file in found]
    if guesses:
        shares = []
        for low, high in bins:
            own = [one for one in guesses[0] if low <= one["steps"] <= high]
            texts = sum(one["texts"] for one in own)
            shares.append(percent(sum(one["guess"] * one["texts"] for one in own) / texts) if texts else "–")
        rows.append(["*one answer for all*", world.says, *shares])
    return rows


def linked(entry: ReaderEntry) -> str:
    return f"[{entry.id}](../models/{entry.id}.md)" if entry.bundle else f"{entry.id} (not bundled)"


PROBED_AT = (1, 2, 4, 8)


def probes(worlds: dict[str, dict]) -> str:
    rows = []
    for entry in READERS:
        for world in WORLDS:
            layers = worlds.get(entry.id, {}).get(world.file, {}).get("probes", {}).get("layers")
            if not layers:
                continue
            *own, words = layers
            best = max(own[1:], key=lambda one: one["share"])
            for name, one in (("embedding", own[0]), (f"layer {best['layer']}, the best", best), ("*bag of words*", words)):
                after = {each["steps"]: each for each in one["after"]}
                cells = [f"{percent(each['share'])} ({percent(each['low'])}–{percent(each['high'])})" if (each := after.get(n)) else "–" for n in PROBED_AT]
                rows.append([linked(entry), world.says, name, *cells, percent(one["shuffled"])])
    return table(["reader", "text", "read from", *map(str, PROBED_AT), "labels in another order"], rows)


def notation(worlds: dict[str, dict]) -> list[tuple[str, tuple[int, int], tuple[int, int]]]:
    """Of each reader right and asked over the same games, in standard notation and as pairs."""
    found = []
    for id, own in worlds.items():
        if all(name in own for name in NOTATIONS):
            san, pairs = (summed(own[name]["random"], 1, PLIES[-1][1]) for name in NOTATIONS)
            found.append((id, san, pairs))
    return found


def claim() -> tuple[str, str] | None:
    """Whether what stands on a square is answered better of games in standard notation; None where nothing is measured."""
    compared = notation(measured())
    if not compared:
        return None
    better = [wilson(*san)[0] > wilson(*pairs)[1] for _, san, pairs in compared]
    said = "; ".join(f"{id}: {cell(*san)}% against {cell(*pairs)}%" for id, san, pairs in compared)
    outcome = "re-found" if all(better) else "in part" if any(better) else "not re-found"
    return outcome, f"what stands on a square, the same games of up to {PLIES[-1][1]} plies in both ([text readers](#text-readers)): {said}"


def tallies() -> list[list[str]]:
    rows = []
    for entry in READERS:
        if not entry.log.exists():
            continue
        lines = [json.loads(line) for line in entry.log.read_text().splitlines()]
        start, end = lines[0], lines[-1]
        if end.get("event") == "end":
            rows.append([linked(entry), f"{start['parameters']:,}", f"{end['tokens'] / 1e6:.1f} million", f"{end['minutes']:.1f}", f"{end['step']:,}"])
    return rows


def unfinished() -> str:
    """Readers that are not trained to the end, and how far they came."""
    said = []
    for entry in READERS:
        if entry.weights.exists():
            continue
        lines = [json.loads(line) for line in entry.log.read_text().splitlines()] if entry.log.exists() else []
        stood = next((line for line in reversed(lines) if "program" in line), None)
        if stood is None:
            said.append(f"`{entry.id}` is not trained yet.")
        else:
            kinds = ", ".join(f"{percent(stood[kind][1])}% in {name} of up to {stood[kind][0]} {steps}" for kind, name, steps in (("program", "programs", "steps"), ("story", "stories", "steps"), ("game", "games", "plies")))
            said.append(f"`{entry.id}` is not bundled: its training was ended after {stood['minutes']:.1f} minutes and {stood['tokens'] / 1e6:.1f} million tokens, when of the tokens that answer {kinds} were right.")
    return "\n".join(said)


def section() -> str:
    worlds = measured()
    if not worlds:
        return "## Text readers\n\nNothing is measured yet."
    steps = tuple((n, n) for n in range(1, 9))
    short = [world for world in WORLDS if not world.is_game]
    games = [world for world in WORLDS if world.is_game]
    told = [row for world in short for row in behaviour(world, worlds, steps)]
    played = [row for world in games for row in behaviour(world, worlds, PLIES)]
    return f"""## Text readers

Small language models that read programs of swaps, stories of swaps and games of chess token by token, one seed each
([how they are asked](language-models.md)). They were trained on the texts and on questions in them, and in training alone a linear output told
from one layer at the end of each step what every place holds (`training/texts/`).

{table(["reader", "parameters", "tokens read", "minutes of one core", "updates"], tallies())}

So short a training is far from its end: each was still gaining when its time was over, and what stands below says how far a few minutes carry, not what the architectures can do.
{unfinished() or "Where probes, further down, read more than is answered, the state is there and the question does not reach it yet."}

What they answer, %, with 95% intervals (Wilson), over random texts of the same world that were not trained on, one question each ({short[0].texts}
texts of each number of steps):

{table(["reader", "text", *(str(low) for low, _ in steps)], told)}

What stands on a square that something happened to, by number of plies; {games[0].texts} games of each number, the same games and squares in both notations:

{table(["reader", "text", *(f"{low}–{high}" for low, high in PLIES)], played)}

Standard notation names the piece that moves, pairs the square that it leaves. What of the two helps was not taken apart; the sums over all plies stand with the [claims](#what-the-papers-claim-and-what-was-found-here).

What linear probes read of all places, %, over 75 held-out random texts, by number of steps; intervals over texts. Beside the best layer the controls: the embedding of the step's last
token, a bag of words, and probes on labels in another order, over all steps. In a game the places are the squares that change in one opening, most of which stand still in random games of eight plies, so that how often each token came tells
nearly all of them:

{probes(worlds)}
"""
