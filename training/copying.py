"""What attention looks up and a state of fixed size does not hold, and the other way round: copying, and flip-flops over hundreds of symbols."""

from training import densities, strings
from training.markdown import percent, table
from training.measurements import place, published
from training.published import TRAINED, full, named, trained
from training.zoo import Entry

TASKS = {"copy-8": "copying", "selective-copy-8": "without noise", "switched-copy-8": "as a switch says"}
RECALL = "recall-3"
BINS = (50, 100, 150)
LENGTHS = (8, 16, 32, 48, 64, 80, 96, 128, 256)


def is_copying(entry: Entry) -> bool:
    return entry.task_name in TASKS or entry.task_name == RECALL


def recalled(entries: list[Entry]) -> str:
    rows = [
        [named(e), *trained(e), *(percent({place(m)[1]: m["full"] for m in published(e)}.get(n)) for n in BINS)]
        for e in entries
        if e.task_name == RECALL and full(e)
    ]
    return table(["model", *TRAINED, *(f"{n - 49}–{n}" for n in BINS)], rows) if rows else "No model is trained on it yet."


def copies(entries: list[Entry]) -> str:
    rows = []
    for e in (e for e in entries if e.task_name in TASKS):
        if not full(e):
            continue
        shares = {place(m)[1]: m["full"] for m in published(e)}
        rows.append([TASKS[e.task_name], named(e), *trained(e), *(percent(shares.get(n)) for n in LENGTHS)])
    head = ["task", "model", *TRAINED, *map(str, LENGTHS)]
    return table(head, rows) if rows else "Nothing is measured yet."


def section(entries: list[Entry]) -> str:
    return f"""## What transformers do and recurrences do not, and the other way round

Strings of eight letters that are [copied](reading-languages.md#strings-that-are-copied) (Jelassi et al. 2024, *Repeat After Me*): all of them,
without the noise between, or what was said while a switch was on. Nearly half of a word is the copy. One seed, two layers of width 64 (the
hybrid has one of Mamba and one of attention), words up to 64 tokens, six minutes of one core at most; *trained up to* is where the curriculum
stood then. Words wholly right, %, by length in tokens:

{copies(sorted(entries, key=lambda e: [*TASKS, RECALL].index(e.task_name)))}

Words are drawn as `eval` draws those of every language, each symbol that may come next with the same chance: `=` comes some nine letters
after the half, so that the strings of a length here are longer than those of the same length in training, where it came with chance one in two.
Their positions are rotary, which does not carry a transformer beyond the lengths that it was trained on; that paper's longest copies are
of another encoding (Hard-ALiBi). So it is the time to learn the copy, and the length that is reached in it, that tells the kinds apart here.

[What was told last](reading-languages.md#what-was-told-last) of three keys, as induction heads recall it; two layers of width 32, three minutes of one core
at most, words up to 50 symbols. Words wholly right, %, by length:

{recalled(entries)}

Natural strings and shuffled ones, copied by the same models: letters that stand in a row in the pages of this product, of the eight that the
models know; the same letters in another order; and letters drawn alike, as in training. {strings.STRINGS:,} strings of each kind and length (31 letters and their copy are
the 64 tokens of training), seed {strings.SEED}, by numpy and onnxruntime alone (`python -m training.strings`). Copies wholly right, %, and in brackets
letters of them that are right whatever came before:

{strings.results()}

The other way round: flip-flops at the densities of Liu et al. (2023, *Exposing Attention Glitches with Flip-Flop Language Modeling*), who
ignore an instruction with chance 0.98, 0.8 or 0.1. The models are those of the table above, trained on 0.8 and words up to 50; 1,000 words of each kind, drawn
and measured by numpy and onnxruntime alone (`python -m training.densities`). Words wholly right, %, by the chance and the length:

{densities.table()}
"""
