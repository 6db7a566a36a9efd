"""The ladder of transitions over Z3: what theory says of each kind of recurrence, how far training got and how far that lasts."""

from training.architectures import TABLE
from training.markdown import percent, table
from training.measurements import place, published
from training.published import TRAINED, full, trained
from training.zoo import Entry

TASK = "Z3"
# What holds of Z3 with every element a token, among the conditions of src/models/architectures.json.
HOLDS = {"group", "counts modulo an odd prime"}
LENGTHS = (8, 16, 64, 512, 10_000)


def kind(entry: Entry) -> str:
    """The theory that applies to its transition."""
    if not entry.options.get("rotations", True):
        return "input-dependent matrix"
    of = next(a for a in TABLE["architectures"] if a["name"] == entry.architecture)
    return of["negative"] if entry.options.get("negative") else of["theory"]


def says(entry: Entry) -> str:
    """can, cannot or open, of Z3 at every length."""
    return next(line["says"] for line in TABLE["theories"][kind(entry)]["solvable"] if line.get("when", "group") in HOLDS)


def horizon(entry: Entry) -> str:
    """The median token of the first error among the longest words that were measured, where half of them err."""
    return next((f"{m['firstWrongMedian']:,}" for m in reversed(published(entry)) if m["firstWrongMedian"]), "–")


def section(entries: list[Entry]) -> str:
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
"""
