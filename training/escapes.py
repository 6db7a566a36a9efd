"""Ways out of a fixed depth on S5: one block that loops as often as the word has tokens, and a transformer that writes its states."""

from training.markdown import percent, table
from training.measurements import place, published
from training.published import TRAINED, full, named, trained
from training.zoo import Entry

BESIDE = "s5-transformer-2"  # the transformer of the same width whose depth is fixed
LENGTHS = (2, 4, 8, 12, 16, 24, 32, 64, 128, 256, 512)


def leaves(entry: Entry) -> bool:
    """Whether what it does for a word grows with the word, beyond a pass of its layers."""
    return entry.writes or (entry.architecture == "looped-transformer" and "loops" not in entry.options)


def how(entry: Entry) -> str:
    if entry.writes:
        return "a state written after every token"
    return "as many passes as tokens" if leaves(entry) else "–"


def section(entries: list[Entry]) -> str:
    """Empty while none of them is trained and measured."""
    chosen = [e for e in entries if (leaves(e) or e.id == BESIDE) and full(e)]
    if not any(leaves(e) for e in chosen):
        return ""
    rows = []
    for e in chosen:
        shares = {place(m)[1]: m["full"] for m in published(e)}
        rows.append([named(e), f"{e.width}, {e.layers}", how(e), *trained(e), *(percent(shares.get(n)) for n in LENGTHS)])
    return f"""## Ways out of a fixed depth

What a fixed number of layers does at log precision stays in TC⁰, so that swaps of five things are out of reach of it at every length unless TC⁰ = NC¹.
Two ways lead out: to [write the state](model-contract.md#models-that-write-their-states) after every swap and read what was written (chain of thought), and to
apply one block as often as the word has tokens. Beside them the transformer of the same width without either. The one that writes was trained on rows of true states; here it
reads its own, so that one wrong state spoils what follows. One seed of each; *trained up to* is where the curriculum stood at the end (the longest
word of training: 128 tokens for the one that writes, 32 for the loop, 64 for the other). Words wholly right, %, by length; a dash is not measured.

{table(["model", "width, layers", "beyond its layers", *TRAINED, *map(str, LENGTHS)], rows)}

`python -m training.loops` asks the loop to go round more or less often than a word has tokens.

"""
