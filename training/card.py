"""Writes the card of every model in a folder and the table of all: `python -m training.card`.

They come from the manifests; the figures in quotients of a group from training/measurements.
"""

import argparse
from pathlib import Path

from state_probe import files
from state_probe.onnx_file import read_manifest

from training import measurements, overview, theory
from training.zoo import HERE, read


def task_line(task: dict) -> str:
    if task["kind"] == "monoid":
        return (
            f"Word problem of {task['name']}: {len(task['tokens'])} tokens in, the product of every prefix out, one of "
            f"{len(task['classes'])} classes, acting on {task['degree']} slots."
        )
    return f"Language {task['name']} over {{{', '.join(task['alphabet'])}}}: after every symbol, which symbols may come next."


def training_line(training: dict) -> str:
    if training.get("exact"):
        source = f"from Theorem {training['theorem']}" if "theorem" in training else f"as {training['construction']}"
        return f"Not trained: built {source}, right at every length."
    low, high = training["lengths"]
    return (
        f"{training['steps']:,} steps on words of length {low} to {high}, {training['minutes']} minutes of one core; "
        f"seed {training['seed']}, the best of {training['seeds']}.\n\n    {training['command']}"
    )


def percent(metric: dict, name: str) -> str:
    interval = metric.get(f"{name}Interval")
    text = f"{100 * metric[name]:.1f}"
    return f"{text} ({100 * interval[0]:.1f}–{100 * interval[1]:.1f})" if interval else text


def lengths(metric: dict) -> str:
    return f"{metric['shortest']}–{metric['length']}" if "shortest" in metric else f"{metric['length']:,}"


def half(metric: dict) -> str:
    """The median token of the first error; a dash where fewer than half of the words ever go wrong."""
    return f"{metric['firstWrongMedian']:,}" if metric.get("firstWrongMedian") else "–"


def spread(metric: dict) -> str:
    """Median and range over the seeds that were trained, where there are several."""
    seeds = metric.get("seeds", {"count": 0})
    if seeds["count"] < 2:
        return "–"
    return f"{100 * seeds['median']:.1f} ({100 * seeds['low']:.1f}–{100 * seeds['high']:.1f})"


def metrics_table(metrics: list[dict]) -> str:
    if not metrics:
        return "Not measured yet."
    rows = [
        f"| {lengths(m)} | {percent(m, 'full')} | {percent(m, 'steps')} | {half(m)} | {spread(m)} | {m['sequences']:,} | {m['seed']} |"
        for m in metrics
    ]
    head = (
        "| length | words right at every step, % | steps right, % | half of the words wrong by token "
        "| all seeds: median (range) of words right, % | words | drawn with seed |"
    )
    return "\n".join([head, "|---|---|---|---|---|---|---|", *rows])


def quotients_section(quotients: dict[str, list[dict]]) -> str:
    """A table for each quotient, of the words whose state is in the table above; empty where none was measured."""
    if not quotients:
        return ""
    head = "| length | right at every step, % | right after the last, % | a guess, % |\n|---|---|---|---|"
    tables = [
        f"In {name if name.startswith('the ') else f'the quotient {name}'}:\n\n{head}\n"
        + "\n".join(f"| {lengths(q)} | {percent(q, 'full')} | {percent(q, 'last')} | {100 * q['chance']:.1f} |" for q in figures)
        for name, figures in quotients.items()
    ]
    return (
        "\n## What it keeps of a state that it loses\n\n"
        "The same words to length 64, judged in the quotients of the group alone (docs/tracking.md); a guess does not look at the word.\n\n"
        + "\n\n".join(tables)
        + "\n"
    )


def ranks_section(metrics: list[dict]) -> str:
    """Steps by how many different objects are left in the true state, the most first; empty where nothing is ever lost."""
    if not metrics:
        return ""
    ranks = sorted({r["rank"] for m in metrics for r in m["ranks"]}, reverse=True)
    head = "| length | " + " | ".join(map(str, ranks)) + " |\n" + "|---" * (len(ranks) + 1) + "|\n"
    rows = []
    for m in metrics:
        at = {r["rank"]: r for r in m["ranks"]}
        rows.append(" | ".join([f"| {lengths(m)}", *(f"{percent(at[k], 'steps')} of {at[k]['count']:,}" if k in at else "–" for k in ranks)]) + " |")
    return (
        "\n## By how many different objects are left\n\n"
        "Steps right, %, of so many, in the same words. A copy may leave fewer, and once one is left no token changes the state any more.\n\n"
        + head
        + "\n".join(rows)
        + "\n"
    )


def card(m: dict, said: dict | None, quotients: dict[str, list[dict]], ranks: list[dict]) -> str:
    return f"""# {m["name"]}

<!-- Written by training/card.py from the manifest inside {m["id"]}.onnx. -->

{m["description"]}

| | |
|---|---|
| id | `{m["id"]}` |
| architecture | {m["architecture"]}, {m["layers"]} {"layer" if m["layers"] == 1 else "layers"}, width {m["width"]} |
| parameters | {m["parameters"]:,} |
| licence | {m["license"]} |

## Task

{task_line(m["task"])}

## Training

{training_line(m["training"])}

## What theory says

{theory.paragraph(said)}

## What it does

Measured with `state-probe eval` (CPU) on random words, with 95% intervals (Wilson). A model that is right at the longest length of
the first round is measured on, on fewer words the longer they are.

{metrics_table(m["metrics"])}
{ranks_section(ranks)}{quotients_section(quotients)}"""


def quotients_of(id: str) -> dict[str, list[dict]]:
    """What was measured of a model of the table in quotients of its group; {} for any other model."""
    return next((measurements.in_quotients(entry) for entry in read() if entry.id == id), {})


def ranks_of(id: str) -> list[dict]:
    """What was measured of a model of the table by how many objects are left; [] for any other model."""
    return next((measurements.by_rank(entry) for entry in read() if entry.id == id), [])


def write(path: Path, said: dict[str, dict]) -> None:
    """Writes the card of one ONNX file beside it; `said` is what theory says, by model id."""
    fields = read_manifest(path)
    text = card(fields, said.get(fields["id"]), quotients_of(fields["id"]), ranks_of(fields["id"]))
    files.replace(path.with_suffix(".md"), lambda beside: beside.write_text(text, encoding="utf-8"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--models", type=Path, default=HERE.parent / "models")
    folder = parser.parse_args().models
    said = theory.said()
    for path in sorted(folder.glob("*.onnx")):
        write(path, said)
    overview.write(folder)


if __name__ == "__main__":
    main()
