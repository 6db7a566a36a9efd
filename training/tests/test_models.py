"""The bundle as it lies in models/: what each file says of itself, in the graph, the card and the table."""

import onnx
import pytest
from state_probe.compare import TOLERANCE, compare
from state_probe.exporting import Source
from state_probe.onnx_file import read_manifest

from training import theory
from training.card import card, quotients_of, ranks_of
from training.carried import runner
from training.export import load
from training.manifest import manifest
from training.measurements import published
from training.overview import overview
from training.results import page
from training.texts.readers import bundled
from training.zoo import HERE, read

MODELS = sorted((HERE.parent / "models").glob("*.onnx"))
ENTRIES = {entry.id: entry for entry in read()}
BUNDLE = 16_000_000  # bytes, so that the packed extension stays small


@pytest.fixture(scope="module")
def said():
    """What the product says of theory, by model id; `npm run build` comes first."""
    return theory.said()


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_manifest_and_card_agree(path, said):
    fields = read_manifest(path)
    entry = ENTRIES[path.stem]
    assert fields == manifest(entry, load(entry), published(entry))
    assert path.with_suffix(".md").read_text(encoding="utf-8") == card(fields, said.get(path.stem), quotients_of(path.stem), ranks_of(path.stem))


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_outputs(path):
    graph, fields = onnx.load(path).graph, read_manifest(path)
    names = {output.name for output in graph.output}
    carried = [i.name for i in graph.input if i.name.startswith("past_key_values.")]
    assert [i.name for i in graph.input] == ["tokens", *carried] and bool(carried) == ("writes" in fields)
    assert {"logits", *(f"hidden.{k}" for k in range(fields["layers"] + 1))} <= names
    for value in (v for v in (*graph.input, *graph.output) if not v.name.startswith(("past_key_values.", "present."))):
        batch, length = value.type.tensor_type.shape.dim[:2]
        assert batch.dim_param and (length.dim_param or value.name.startswith("attention")), value.name


@pytest.mark.parametrize("path", MODELS, ids=lambda path: path.stem)
def test_agrees_with_pytorch(path):
    """Every output, with trained weights: what they drive a graph to, fresh ones do not show."""
    entry = ENTRIES[path.stem]
    run = runner(entry.task.vocabulary) if entry.writes else None
    found = compare(path, Source(load(entry)), entry.task.vocabulary, run=run)
    assert not found.problems(TOLERANCE) and found.classes == 0


def test_bundle_is_small():
    readers = [one.folder / "model.onnx" for one in bundled()]
    assert sum(path.stat().st_size for path in (*MODELS, *readers)) <= BUNDLE
    assert {path.stem for path in (HERE.parent / "models").glob("*.md")} - {"README"} == {path.stem for path in MODELS} | {one.id for one in bundled()}


def test_table_agrees():
    folder = HERE.parent / "models"
    assert (folder / "README.md").read_text(encoding="utf-8") == overview(folder)


def test_results_page_agrees():
    docs = HERE.parent / "docs"
    text, plots = page()
    assert (docs / "results.md").read_text(encoding="utf-8") == text
    for name, picture in plots.items():
        assert (docs / "images" / name).read_text(encoding="utf-8") == picture
