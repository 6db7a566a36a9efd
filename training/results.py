"""The science page docs/results.md and its plots, from training/measurements alone."""

from itertools import groupby
from pathlib import Path

from state_probe import files

from training import brackets, claims, copying, escapes, figure_3_page, measurements, transitions
from training.architectures import FAMILIES
from training.chart import Axes, Line, Panel, chart
from training.figure_3 import DEPTHS, GROUPS
from training.manifest import trained_seeds
from training.markdown import percent, table
from training.measurements import ENOUGH
from training.published import KINDS, MAMBA_ON, PARITY, SWAPS, SWAPS_DIFFER, as_stated, cut_off, ended, full, named, not_learned, reach
from training.texts import page as text_readers
from training.zoo import Entry, read

LENGTHS = (2, 4, 8, 16, 32, 64, 128, 256, 512)
BINS = ((1, 50), (51, 100), (101, 150))
COPIES = ("T3", "T4", "T5")
COPIES_AT = (16, 64, 512)  # lengths at which steps are told by the objects that are left
HORIZON = (256, 512, 1024, 4096, 10000)
SIMPLE = ("A5",)  # groups without a quotient
TARGETS = (  # of the project: id, length, share of words wholly right
    ("s5-elman-rnn-1", 64, 0.99),
    ("s5-elman-rnn-1", 256, 0.95),
    ("s5-lstm-1", 64, 0.99),
    ("s5-lstm-1", 256, 0.95),
    ("s5-ids4-1", 64, 0.99),
    ("s5-ids4-1", 256, 0.95),
    ("s5-deltanet-negative-1", 64, 0.95),
)


def spread(entry: Entry, length: int) -> str:
    """Median and range over the seeds."""
    found = measurements.over_seeds(entry).get((length, length))
    if not entry.trained or not found or found["count"] == 1:
        return "–"
    return f"{percent(found['median'])} ({percent(found['low'])}–{percent(found['high'])})"


def s5_table(entries: list[Entry]) -> str:
    rows = []
    for e in entries:
        shares = full(e)
        seeds = f"{len(trained_seeds(e))} of {len(e.seeds)}" if e.trained else "built"
        rows.append([named(e), seeds, *(percent(shares.get((n, n))) for n in LENGTHS)])
    return table(["model", "seeds", *map(str, LENGTHS)], rows)


def seeds_table(entries: list[Entry]) -> str:
    several = [e for e in entries if e.trained and len(trained_seeds(e)) > 1]
    if not several:
        return "So far one seed of each model is trained and measured, so there is no spread to show."
    return table(
        ["model", "seeds", *map(str, LENGTHS[2:])],
        [[named(e), str(len(trained_seeds(e))), *(spread(e, n) for n in LENGTHS[2:])] for e in several],
    )


def horizon_row(entry: Entry) -> list[str] | None:
    """How far a model that is right at the longest length of the first round stays right; None for one that was wrong before."""
    found = {measurements.place(m): m for m in measurements.published(entry)}
    if (1024, 1024) not in found:
        return None
    shown = [found.get((n, n)) for n in HORIZON]
    median = next((m["firstWrongMedian"] for m in reversed(found.values()) if m["firstWrongMedian"]), None)
    others = measurements.over_seeds(entry).get((HORIZON[-1], HORIZON[-1]), {"count": 0})
    seeds = f"{others['count']} of {len(entry.seeds)}" if entry.trained else "built"
    return [
        named(entry),
        *("–" if m is None else f"{percent(m['full'])} ({percent(m['fullInterval'][0])}–{percent(m['fullInterval'][1])})" for m in shown),
        f"{median:,}" if median else "–",
        seeds,
        spread(entry, 1024),
    ]


def horizon_table(entries: list[Entry]) -> str:
    rows = [row for e in entries if full(e) and (row := horizon_row(e))]
    return table(["model", *(f"{n:,}" for n in HORIZON), "half of the words wrong by token", "seeds that came so far", "these at 1,024: median (range)"], rows)


def quotient_cells(figures: list[dict]) -> list[str]:
    """Up to which measured length nine words in ten have no error in a quotient, the share there, and at the next length."""
    fails = next((at for at, q in enumerate(figures) if q["full"] < ENOUGH), len(figures))
    shown = lambda q: f"{percent(q['full'])} ({percent(q['fullInterval'][0])}–{percent(q['fullInterval'][1])})"  # noqa: E731
    reached = figures[fails - 1] if fails else None
    after = figures[fails] if fails < len(figures) else None
    longest = figures[-1]
    return [
        "0" if reached is None else f"{reached['length']}" + ("" if after else ", all that was measured"),
        "–" if reached is None else shown(reached),
        "–" if after is None else f"{after['length']}: {shown(after)}",
        f"{percent(longest['last'])} ({percent(longest['lastInterval'][0])}–{percent(longest['lastInterval'][1])})",
        percent(longest["chance"]),
        f"{min(q['sequences'] for q in figures):,}",
    ]


def quotients_table(entries: list[Entry]) -> str:
    """A row for each quotient of each model that was measured in it, beside how far the state itself is right."""
    rows = [
        [e.task_name, named(e), str(reach(e)), name, *quotient_cells(figures)]
        for e in entries
        for name, figures in measurements.in_quotients(e).items()
    ]
    head = ["group", "model", "the state up to", "quotient", "up to", "right there", "at the next length", "after the last of 64", "a guess", "words of each length"]
    return table(head, rows)


def unmeasured_quotients(entries: list[Entry]) -> str:
    """Models that are not right up to 64, of a group that has quotients, and are not measured in them."""
    left = [e for e in entries if e.task_name not in SIMPLE and full(e).get((64, 64), 1) < ENOUGH and not measurements.in_quotients(e)]
    return f" Not measured: {', '.join(f'`{e.id}`' for e in left)}." if left else ""


def copies_table(entries: list[Entry]) -> str:
    trained = lambda e: ("–" if not trained_seeds(e) else str(ended(e)["length"])) if e.trained else "built"  # noqa: E731
    rows = [[named(e), trained(e), *(percent(full(e).get((n, n))) for n in LENGTHS)] for e in entries]
    return table(["model", "trained up to", *map(str, LENGTHS)], rows)


def ranks_table(entries: list[Entry]) -> str:
    """Steps right by how many different objects are left."""
    most = 5
    rows = []
    for e in entries:
        for m in measurements.by_rank(e):
            if m["length"] in COPIES_AT:
                at = {r["rank"]: percent(r["steps"]) for r in m["ranks"]}
                rows.append([named(e), str(m["length"]), *(at.get(k, "–") for k in range(most, 0, -1)), percent(m["steps"])])
    return table(["model", "tokens", *(f"{k} left" for k in range(most, 0, -1)), "all steps"], rows)


def targets(entries: list[Entry]) -> str:
    by_id = {e.id: e for e in entries}
    rows = []
    for id, length, wanted in TARGETS:
        share = full(by_id[id]).get((length, length))
        verdict = "not measured" if share is None else "yes" if share >= wanted else "no"
        rows.append([by_id[id].name, str(length), f"≥ {100 * wanted:.0f}", percent(share), verdict])
    return table(["model", "length", "wanted, %", "reached, %", "met"], rows)


def s5_chart(entries: list[Entry]) -> str:
    panels = []
    for title, architectures in FAMILIES.items():
        lines = [
            Line(e.name.replace(" with eigenvalues in", ""), [(to, 100 * share) for (_, to), share in sorted(full(e).items())])
            for e in sorted(entries, key=lambda e: (e.architecture, e.layers))
            if e.architecture in architectures and full(e)
        ]
        if lines:
            panels.append(Panel(title, lines))
    axes = Axes(
        "length of the word",
        "words right, %",
        [(2, "2"), (8, "8"), (32, "32"), (128, "128"), (512, "512"), (2048, "2,048"), (10000, "10,000")],
        [(y, str(y)) for y in (0, 50, 90, 100)],
    )
    return chart("Share of random words in S5 with every step right, by length, for every architecture and depth", axes, panels)


def agreement(agrees: bool | None) -> str:
    return "not measured" if agrees is None else "yes" if agrees else "no"


def languages_table(entries: list[Entry]) -> str:
    """Every language model, and for Mamba with eigenvalues in [0, 1] what Sarrof et al. state of such a language."""
    rows = []
    for _, models in groupby(entries, key=lambda e: e.task_name):
        for e in models:
            shares, kind = full(e), KINDS[e.task_name]
            theirs = e.architecture == "mamba" and not e.options.get("negative")
            stated = [MAMBA_ON[kind], agreement(as_stated(kind, shares))] if theirs else ["–", "–"]
            rows.append([e.task.name, kind, named(e), *(percent(shares.get(at)) for at in BINS), *stated])
    bins = [f"{low}–{high}" for low, high in BINS]
    theirs = "Sarrof et al. of Mamba: up to 3 layers, whole words; here 2 layers, 3 minutes, one seed, prefixes right at every step"
    return table(["language", "kind", "model", *bins, theirs, "as stated"], rows)


def variant(entry: Entry) -> tuple[str, bool]:
    return entry.architecture, bool(entry.options.get("negative"))


def swaps_table(entries: list[Entry]) -> str:
    """Side by side with Figure 4 of Grazzi et al."""
    rows = [
        [
            named(e),
            SWAPS[variant(e)],
            f"up to {reach(e):,}",
            *(percent(full(e).get((n, n))) for n in (8, 32, 64, 512)),
            SWAPS_DIFFER[variant(e)],
        ]
        for e in entries
        if variant(e) in SWAPS
    ]
    return table(["model", "the paper, trained at 32", "nine in ten right", "8", "32", "64", "512", "what differs here"], rows)


def parity_table(entries: list[Entry]) -> str:
    """Side by side with Table 3 of Grazzi et al."""
    rows = [
        [named(e), f"{PARITY[variant(e)]:.3f}", *(percent(full(e).get(at)) for at in BINS)]
        for e in entries
        if e.task_name == "parity" and variant(e) in PARITY
    ]
    return table(["model", "the paper, 40–256", *(f"{low}–{high}" for low, high in BINS)], rows)


def reach_text(entry: Entry) -> str:
    """`16, cut off at 33`: reached, and where its curriculum stood when its time was over."""
    if not_learned(entry):
        return f"{reach(entry)}, not learned"
    return f"{reach(entry)}, cut off at {ended(entry)['length']}" if cut_off(entry) else str(reach(entry))


def reach_table(entries: list[Entry]) -> str:
    """The longest length with nine words in ten right, by group, architecture and depth."""
    found = {(e.task_name, e.architecture, e.layers): reach_text(e) for e in entries if full(e)}
    architectures = list(dict.fromkeys(e.architecture for e in entries))
    rows = [
        [g, a, *(found.get((g, a, n), "–") for n in DEPTHS)]
        for g in GROUPS
        for a in architectures
        if any((g, a, n) in found for n in DEPTHS)
    ]
    return table(["group", "architecture", *(f"{n} layer" + "s" * (n > 1) for n in DEPTHS)], rows)


def missing(entries: list[Entry]) -> str:
    """What the table of the zoo asks for and is not there yet."""
    runs = sum(len(e.seeds) for e in entries if e.trained)
    left = [(e.id, [s for s in e.seeds if not e.weights(s).exists()]) for e in entries if e.trained]
    count = sum(len(seeds) for _, seeds in left)
    untrained = [f"`{id}` (seed {', '.join(map(str, seeds))})" for id, seeds in left if seeds]
    unmeasured = [f"`{e.id}`" for e in entries if measurements.seeds_of(e) and not measurements.published(e)]
    parts = []
    if untrained:
        parts.append(f"Not trained yet, {count} of {runs} runs: {', '.join(untrained)}.")
    if unmeasured:
        parts.append(f"Trained, not measured: {', '.join(unmeasured)}.")
    return "\n\n".join(parts) or "Nothing: every model of the table is trained and measured."


def depth_line(entries: list[Entry]) -> str:
    """Whether the length at which a bounded architecture falls under nine in ten grows with depth, as measured."""
    said = []
    for architecture in ("transformer", "s4", "mamba"):
        models = sorted(
            (e for e in entries if e.architecture == architecture and not e.options.get("negative") and full(e)),
            key=lambda e: e.layers,
        )
        if len(models) < 2:
            continue
        reaches = ", ".join(f"{reach(e)} with {e.layers}" for e in models)
        grows = all(reach(a) < reach(b) for a, b in zip(models, models[1:]))
        said.append(f"{architecture}: {reaches} ({'grows' if grows else 'does not grow at every step'})")
    return "; ".join(said) + "." if said else "not measured at two depths yet."


def page() -> tuple[str, dict[str, str]]:
    """The page, and its plots by file name."""
    entries = [entry for entry in read() if not entry.moments]
    escaping = [e for e in entries if escapes.leaves(e)]
    s5 = [e for e in entries if e.task_name == "S5" and e not in escaping]
    by_tokens = [e for e in entries if e.ladder]
    groups = [e for e in entries if e.task_name in GROUPS and not e.ladder]
    rungs = [e for e in entries if e.task_name == transitions.TASK]
    copies = [e for e in entries if e.task_name in COPIES]
    copied = [e for e in entries if copying.is_copying(e)]
    languages = sorted((e for e in entries if e not in (*s5, *escaping, *groups, *copies, *by_tokens, *rungs, *copied)), key=lambda e: e.task_name)
    figure_3, plots = figure_3_page.section(by_tokens)
    plots |= {"results-s5.svg": s5_chart(s5)}
    text = f"""# What the models can do

<!-- Written by training/results.py from training/measurements: python -m training.report -->

Every figure on this page was measured by `state-probe eval` (onnxruntime, CPU, 1,000 random words of each length if nothing else is
said, seed 7) on the exported file of each trained seed. A word counts when the model is right after every one of its tokens. Cards and manifests
carry the same figures with 95% intervals (Wilson). A model is shown by its best seed, chosen on other words than these.

## Missing

{missing(entries)}

{claims.section(entries)}
## S5: composing permutations of five things

Eleven tokens (the identity and the ten swaps), 120 states, trained on lengths up to 64 with the same budget for all. Words wholly
right, %, by length:

{s5_table(s5)}

![Words right by length, by architecture](images/results-s5.svg)

Median and range over the seeds:

{seeds_table(s5)}

The longest length at which at least nine words in ten are right, by number of layers: {depth_line(s5)}

### How far it lasts

That a model *can* at every length does not say that this one *does*. Every model that is right at the longest length above was measured
on: 1,000 words of each length up to 1,024, 250 of 4,096, 100 of 10,000, words wholly right in % with 95% intervals (Wilson). The last
but one column is the median token of the first error among the longest words; a dash where fewer than half ever err.

{horizon_table(s5)}

A nonlinear step can pull the state back to one of its places at every token. A linear recurrence that keeps its states apart cannot, so
that its errors add up (proved of affine recurrences by Chung, Choi and Kim 2026, arXiv 2605.07755, abstract); an exact one makes none.

### What is kept of the state

Of every model above, and of the groups below, that is not right in nine words of ten at 64 tokens: the longest measured length up to which
nine words in ten have no error in a quotient of the group, the share of words there and at the next length, and the share that is
right in it after the last of 64 tokens, with 95% intervals (Wilson), beside what the best guess has there. Seed 7, the words of the
tables of the state, the exported seed of each model, lengths to 64 only. The models that are right at 64 are right in every quotient
at least as often. A5 has no quotient.{unmeasured_quotients(s5 + groups)} [Tracking](tracking.md) tells what this is.

{quotients_table(s5 + groups)}

### Targets

{targets(s5)}

### Beside Grazzi et al.

*Unlocking State-Tracking in Linear RNNs Through Negative Eigenvalues* (ICLR 2025, arXiv 2411.12537) trains on the identity and swaps
of S5 too (section 5.2, Figure 4: words of 32 swaps, best of three seeds). Its text says how far each model gets; the curves' values
cannot be read off. Words wholly right here, %, by length:

{swaps_table(s5)}

The two agree: what a layer of DeltaNet cannot do with eigenvalues in [0, 1] it does with [−1, 1] at the lengths of this table, for a
swap is a reflection (Theorem 3), and the wider range does not help Mamba, whose transitions are diagonal. How far [−1, 1] carries
stands under *How far it lasts*.

Its Table 3 has parity (scaled accuracy on lengths 40 to 256 after training on 3 to 40; 1 is perfect, 0 is guessing), beside the words
wholly right here, %, after training on lengths up to 50:

{parity_table(languages)}

{escapes.section(s5 + escaping)}## T3, T4 and T5: swaps and copies

The identity, the swaps and the copies of one slot to another (`a[i] = a[j]`) generate every map over three, four and five slots: 27, 256
and 3,125 states. In random words one token in ten is a copy. One seed each, three minutes of one core at most; *trained up to* is where the
curriculum stood when they were over (64 is its end), so that what stands at less was cut off. Words wholly right, %, by length:

{copies_table(copies)}

Copies lose objects, and once one is left no token changes the state any more. Steps right, %, by how many different objects are left in the true state:

{ranks_table(copies)}

Models that are right at the longest length above were measured on:

{horizon_table(copies)}

{figure_3}
### The same groups, all lengths in one run

Bare symbols, all lengths up to 64 mixed, five minutes of one core, the recipe of the other models here: the longest length up to which
nine words in ten are wholly right, and where the curriculum stood when the time of those that were cut off was over. *Not learned*: it
never left words of three, so that this measures the optimiser and not the architecture.

{reach_table(groups)}

{transitions.section(rungs, s5 + groups)}
## Formal languages

Predictive labels: after every symbol the model must name exactly the symbols that may come next. Trained on lengths up to 50; words
wholly right, %, for random lengths within each bin:

{languages_table(languages)}

*The Expressive Capacity of State Space Models* (Sarrof, Veitsman and Hahn 2024, arXiv 2405.17394) proves that SSMs with non-negative
gates model exactly the star-free ones among the regular languages, at finite precision and every length (Theorem 4 as cited in its
poster; flip-flop with two layers, bounded Dyck among them), parity not being one (Theorem 2 as cited by Grazzi et al.), and, with
counters that grow, counter languages such as Dyck-1 (Theorem 5 as cited in its poster). Its Figure 3 shows the best Mamba of up to
three layers: perfect on star-free languages in and beyond the trained lengths, poor on others, and perfect on counter languages in the
trained lengths but not beyond. The bars' values cannot be read off; for Dyck(8, 10) the authors' repository gives 97.6 to 99.3% of
closing brackets right on test words with two layers of width 20 to 100 (`visualisation/bdyck/data.csv`). The last two columns set that
beside ours; *as stated* means at least nine words in ten where the paper says right, and fewer where it says otherwise (at some length
that was measured, of languages that Mamba is poor at).

Models that are right in the longest bin were measured on, at words of one length each:

{horizon_table(languages)}

A model that is proved to exist need not be found by three minutes of training: where a star-free language falls short at greater
lengths, that is training, not reach; and random words may hide for long what a model does not hold, as of Tomita 3. Words drawn
otherwise are another test: with one write and one read in a hundred instructions the flip-flop model is wholly right on 53.5% (50.4–56.6)
of 1,000 words of 512 symbols (`python bench/remeasure.py flip-flop-mamba-2@512 --weights i=98`).

{brackets.results()}
{copying.section(copied)}
{text_readers.section()}"""
    return text, plots


def write(docs: Path) -> None:
    text, plots = page()
    files.replace(docs / "results.md", lambda beside: beside.write_text(text, encoding="utf-8"))
    for name, picture in plots.items():
        files.replace(docs / "images" / name, lambda beside, picture=picture: beside.write_text(picture, encoding="utf-8"))
