"""The ladder of transitions over Z3: what theory says of each kind of recurrence, how far training got and how far that lasts."""

import re

from training.architectures import TABLE
from training.markdown import percent, table
from training.measurements import place, published
from training.published import TRAINED, ended, full, reach, trained
from training.zoo import Entry

TASK = "Z3"
# What holds of Z3 with every element a token, among the conditions of src/models/architectures.json.
HOLDS = {"group", "counts modulo an odd prime"}
LENGTHS = (8, 16, 64, 512, 10_000)
# The class of each group's state, and what holds of it with the tokens that its models read: its elements, of S5 the swaps.
GROUPS = {
    "Z3": ("solvable", HOLDS),
    "Z60": ("solvable", HOLDS | {"counts modulo 2"}),
    "S5": ("non-solvable", {"group", "swaps", "counts modulo 2", "counts modulo an odd prime"}),
}


def kind(entry: Entry) -> str:
    """The theory that applies to its transition."""
    if not entry.options.get("rotations", True):
        return "input-dependent matrix"
    of = next(a for a in TABLE["architectures"] if a["name"] == entry.architecture)
    return of["negative"] if entry.options.get("negative") else of["theory"]


def says(entry: Entry) -> str:
    """can, cannot or open, of its group at every length."""
    of, holds = GROUPS[entry.task_name]
    return next(line["says"] for line in TABLE["theories"][kind(entry)][of] if line.get("when", "group") in holds)


def reached(entry: Entry) -> str:
    """`can · 64 of 64`: what theory says, how far nine words in ten are right, and where the curriculum stood."""
    return f"{says(entry)} · {reach(entry):,} of {ended(entry)['length']}" if full(entry) else f"{says(entry)} · –"


def plain(entry: Entry) -> str:
    """Its name without layers and task."""
    return re.sub(r", \d+ layers?(, \w+)?$", "", entry.name)


def ladder(entries: list[Entry]) -> str:
    """Each transition on the three groups, those that theory knows as one beside each other; of several depths the deepest."""
    found: dict[tuple[str, str], dict[str, Entry]] = {}
    for e in sorted(entries, key=lambda e: e.layers):
        if e.task_name in GROUPS and e.trained and not e.ladder and not e.moments and not e.writes:
            found.setdefault((kind(e), plain(e)), {})[e.task_name] = e
    order = list(TABLE["theories"])
    rows = [
        [of, name, *(reached(by[group]) if group in by else "–" for group in GROUPS)]
        for (of, name), by in sorted(found.items(), key=lambda row: (order.index(row[0][0]), row[0][1]))
        if any(full(e) for e in by.values())
    ]
    return table(["transition", "model", *GROUPS], rows)


def horizon(entry: Entry) -> str:
    """The median token of the first error among the longest words that were measured, where half of them err."""
    return next((f"{m['firstWrongMedian']:,}" for m in reversed(published(entry)) if m["firstWrongMedian"]), "–")


def section(entries: list[Entry], others: list[Entry]) -> str:
    """Empty while none of them is trained and measured."""
    rows = []
    for e in entries:
        if not full(e):
            continue
        shares = {place(m)[1]: m["full"] for m in published(e)}
        rows.append([
            e.name, kind(e), says(e), *trained(e),
            *(percent(shares.get(n)) for n in LENGTHS), horizon(e),
        ])  # fmt: skip
    if not rows:
        return ""
    head = ["model", "transition", "theory", *TRAINED]
    head += [*(f"{n:,}" for n in LENGTHS), "half of the words wrong by token"]
    return f"""## The ladder of transitions: Z3

The smallest group that no transition of real numbers along the diagonal follows: a turn by a third is neither kept, forgotten nor flipped.
Three tokens, its elements; one seed, rate 3e-3, width 32, half a minute of one core at most, two for those from Mamba-2 to the GRU that came
later; *trained up to* is where the curriculum stood then (64 is its end). *Theory* is what [the verdict](verdict.md) says of the transition and such a state at every length; it says of
no trained model how far it gets. Words wholly right, %, by length; a dash is not measured, for the model is wrong before.

{table(head, rows)}

The whole ladder, on Z3, on Z60 (sixty tokens) and on S5 (the swaps): what theory says of the transition, · the length up to which nine words in ten are right, *of* where the
curriculum stood when the time was over. A dash is not trained yet, or not in the table of models. S5 and Z60 have a bigger budget than Z3 and wider models, so that rows compare
within a column.

{ladder([*entries, *others])}
"""
