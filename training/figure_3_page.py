"""The section of docs/results.md on Figure 3 of The Illusion of State, and its plots."""

from training.chart import Axes, Line, Panel, chart
from training.figure_3 import (
    AGAINST, ARCHITECTURES, CUT, DEPTHS, GROUPS, HOLDS, LENGTHS, UNLEARNED, UNMEASURED, Grid, log_says, passed, reached, statements,
)  # fmt: skip
from training.markdown import percent, table
from training.measurements import published
from training.zoo import Entry

WHY = {
    "all lengths": "every length passed",
    "plateau": "a plateau",
    "tokens": "its tokens were over",
    "minutes": "its time was over",
}
TOKENS = ((100_000, "100k"), (300_000, "300k"), (1_000_000, "1M"), (3_000_000, "3M"))


def millions(tokens: int) -> str:
    return f"{tokens / 1e6:.2f}M"


def depth_table(grid: Grid) -> str:
    rows = []
    for g in GROUPS:
        for a in ARCHITECTURES:
            models = grid.of(g, a)
            if models:
                cells = [str(grid.least(g, a, n)) for n in LENGTHS]
                rows.append([g, a, ", ".join(str(e.layers) for e in models), *cells, not_found(grid, g, a)])
    return table(["group", "architecture", "layers tried", *map(str, LENGTHS), "not found"], rows)


def not_found(grid: Grid, group: str, architecture: str) -> str:
    left = [n for n in LENGTHS if not isinstance(grid.least(group, architecture, n), int)]
    if not left:
        return "–"
    deepest = grid.of(group, architecture)[-1]
    layers = f"{deepest.layers} layer" + "s" * (deepest.layers > 1)
    return f"{left[0]}" + (" and longer" if len(left) > 1 else "") + f" with {layers} in {millions(log_says(deepest)['tokens'])} tokens"


def figures_at(entry: Entry, length: int) -> str:
    """Words wholly right, %, with the 95% interval."""
    found = next((m for m in published(entry) if m["length"] == length), None)
    if found is None:
        return "–"
    low, high = found["fullInterval"]
    return f"{percent(found['full'])} ({percent(low)}–{percent(high)})"


def models_table(grid: Grid) -> str:
    rows = []
    for g in GROUPS:
        for a in ARCHITECTURES:
            for e in grid.of(g, a):
                end, to = log_says(e), reached(e)
                after = end["next"]
                rows.append([
                    g, a, str(e.layers), str(e.width), str(passed(e)), str(to), figures_at(e, to),
                    f"{after['length']}: {percent(after['best'])}" if after else "–",
                    WHY[end["why"]], millions(end["tokens"]), f"{60 * end['minutes']:.0f}",
                ])  # fmt: skip
    head = [
        "group", "architecture", "layers", "width", "passed in training", "nine in ten right up to", "right there",
        "next length: most in training", "ended by", "tokens", "processor seconds",
    ]  # fmt: skip
    return table(head, rows)


def claims_table(entries: list[Entry]) -> str:
    outcomes = (HOLDS, UNLEARNED, CUT, AGAINST, UNMEASURED)
    rows = [[s.stated, s.verdict, *map(s.those, outcomes)] for s in statements(entries)]
    return table(["the paper", "here", *outcomes], rows)


def depth_chart(grid: Grid) -> str:
    panels = []
    for g in GROUPS:
        lines = []
        for a in ARCHITECTURES:
            points = [(n, d) for n in LENGTHS if grid.of(g, a) and isinstance(d := grid.least(g, a, n), int)]
            if points:
                lines.append(Line(a, points))
        if lines:
            panels.append(Panel(g, lines))
    axes = Axes("length of the word", "least depth", [(n, str(n)) for n in (2, 4, 8, 12, 20)], [(y, str(y)) for y in range(5)])
    return chart("Least depth that gets nine words in ten wholly right, by length, for three groups", axes, panels)


def tokens_chart(grid: Grid) -> str:
    """When each length was passed, by tokens and not by time: a deeper model takes longer for each of them."""
    panels = []
    for g in reversed(GROUPS):
        for a in ARCHITECTURES:
            lines = [
                Line(f"{e.layers} layer" + "s" * (e.layers > 1), [(max(p["tokens"], TOKENS[0][0] / 2), p["length"]) for p in log_says(e)["passes"]])
                for e in grid.of(g, a)
                if log_says(e)["passes"]
            ]
            if lines:
                panels.append(Panel(f"{g}, {a}", lines))
    axes = Axes("tokens read", "length passed", [(TOKENS[0][0] / 2, "50k"), *TOKENS], [(y, str(y)) for y in (0, 5, 10, 15, 20)])
    return chart("Lengths passed by tokens read, for every architecture and depth", axes, panels)


def missing(entries: list[Entry], grid: Grid) -> str:
    left = len(entries) - len(grid.models)
    return f"\n\n{left} of {len(entries)} models are not trained or not measured yet (*Missing*, above) and left out of everything here." if left else ""


def section(entries: list[Entry]) -> tuple[str, dict[str, str]]:
    """The text and its plots by file name; `entries` are those trained by tokens."""
    grid = Grid(entries)
    text = f"""## Figure 3 of *The Illusion of State*: the least depth above 90%

Three groups of 60 elements, every element a token: Z60 is abelian, A4×Z5 solvable, A5 not solvable. The least number of layers
({", ".join(map(str, DEPTHS[:-1]))} or {DEPTHS[-1]}; RNN and IDS4 have one) with which nine words in ten are wholly right, at the paper's lengths. *Wrong*: every
depth was trained until it stood still (a million tokens without progress). *Not learned*: at least one ended otherwise, by its
tokens or its time, so that nothing is said of what more of them would do.

{depth_table(grid)}

![Least depth above 90%, by length and group](images/results-figure-3.svg){missing(entries, grid)}

Each model and why it went no further. It is trained at one length until nine words in ten are right (512 fresh words), then at the next;
the weights of the last length passed are kept, in half precision, and measured as everything on this page. A word that is right at a
length is right at every shorter one, for every prefix counts.

{models_table(grid)}

![Lengths passed, by tokens](images/results-figure-3-tokens.svg)

What to bear in mind:

- *The start is a help.* Rows of the embedding and of the output layer start as the elements' permutation matrices, turned at random;
  from bare symbols neither S4 nor Mamba got past words of three of A5 in five minutes (below). What is learned here is to compose
  permutations that are given as such, not to find out from pairs that they are permutations.
- *Within a group the comparison is fair*: the start is the same for every architecture and depth, tokens are counted and not seconds, and
  four layers get as many as one. *Between groups it is less so*: the matrices have rank 16 for A5, 13 for A4×Z5 and 9 for Z60.
- *Rates differ by architecture*: 1e-3 (RNN, IDS4), 2e-3 (transformer), 3e-3 (S4), 5e-3 (Mamba), AdamW, 1,024 tokens a step; S4 starts with step
  sizes from 0.1 to 1, not from 0.001 to 0.1. IDS4 is the paper's, the identity plus any matrix that is linear in the input.
- *One seed, small models*: the paper's are 512 (transformer), 698 (Mamba), 1,174 (S4) and 255 (IDS4) wide, one for each length, up to 500
  epochs. "Not found with 4 layers" is no proof that four layers cannot.

What section 6 of Merrill, Petty and Sabharwal (2024) concludes from this figure, and what these models say to it. Only *against it* speaks
against the paper: a comparison with a model of an architecture that never got past words of three, or that came out shorter while one was
cut off by its tokens or its time, decides nothing. The values of the paper's plot cannot be read off and are not printed.

{claims_table(entries)}
"""
    return text, {"results-figure-3.svg": depth_chart(grid), "results-figure-3-tokens.svg": tokens_chart(grid)} if grid.models else {}
