"""The table of all bundled models, models/README.md, from their manifests alone."""

from pathlib import Path

from state_probe import files
from state_probe.onnx_file import read_manifest

from training.texts.readers import bundled

LENGTHS = {"monoid": (4, 8, 16, 64, 256, 512, 1024, 4096, 10000), "language": (50, 100, 150, 512, 4096, 10000)}
NAMES = {50: "1–50", 100: "51–100", 150: "101–150"}  # the bins of the languages, by their longest words
HEADINGS = {
    "monoid": "Word problems: words right at every step, %, by length",
    "language": "Formal languages: words right at every step, %, by length",
}


def row(fields: dict, size: int, lengths: tuple[int, ...]) -> str:
    full = {m["length"]: f"{100 * m['full']:.1f}" for m in fields["metrics"]}
    training = fields["training"]
    trained = "exact" if training.get("exact") else f"{training['lengths'][0]}–{training['lengths'][1]}"
    cells = [f"[{fields['name']}]({fields['id']}.md)", fields["task"]["name"], f"{size / 1e6:.2f}", trained]
    return "| " + " | ".join([*cells, *(full.get(length, "–") for length in lengths)]) + " |"


def table(kind: str, paths: list[Path]) -> str:
    lengths = LENGTHS[kind]
    head = ["model", "task", "MB", "trained on lengths", *(NAMES.get(n, f"{n:,}") for n in lengths)]
    rows = [row(fields, path.stat().st_size, lengths) for path in paths if (fields := read_manifest(path))["task"]["kind"] == kind]
    return "\n".join([f"## {HEADINGS[kind]}", "", "| " + " | ".join(head) + " |", "|---" * len(head) + "|", *rows])


def readers() -> str:
    rows = [f"| [{one.id}]({one.id}.md) | {one.architecture} | {one.layers} | {one.width} | {(one.folder / 'model.onnx').stat().st_size / 1e6:.2f} |" for one in bundled()]
    head = ["## Text readers: language models on programs, stories and games", "", "| model | architecture | layers | width | MB |", "|---" * 5 + "|"]
    return "\n".join([*head, *rows])


def overview(folder: Path) -> str:
    paths = sorted(folder.glob("*.onnx"))
    return "\n\n".join(
        [
            "# The bundled models",
            "<!-- Written by training/card.py from the manifests inside the ONNX files. -->",
            "Measured with `state-probe eval` on 1,000 random words of each length, 250 of 4,096 and 100 of 10,000; a dash is not "
            "measured, for the model is wrong before. Each model has a card; how they are made "
            "is in [training/](../training/README.md).",
            *(table(kind, paths) for kind in LENGTHS),
            readers(),
        ]
    ) + "\n"  # fmt: skip


def write(folder: Path) -> None:
    files.replace(folder / "README.md", lambda beside: beside.write_text(overview(folder), encoding="utf-8"))
