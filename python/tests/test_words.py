"""Words against those of the terminal, recorded: by record_words.py, and by test/unit/models/python-words.test.ts.

Needs nothing but Python and pytest, but for the last test."""

import json
from pathlib import Path

import pytest

from state_probe import drawing

HERE = Path(__file__).parent
EVALUATED = json.loads((HERE / "eval-words.json").read_text("utf-8"))
OF_DATASETS = json.loads((HERE / "dataset-words.json").read_text("utf-8"))


@pytest.mark.parametrize("case", EVALUATED, ids=lambda c: f"{c['task']['name']}-{c['lengths']}-{c['seed']}")
def test_words_of_eval(case):
    assert drawing.evaluated(case["task"], tuple(case["lengths"]), len(case["words"]), case["seed"]) == case["words"]


@pytest.mark.parametrize("case", OF_DATASETS, ids=lambda c: "_".join([*c["options"], c["length"]]))
def test_words_of_datasets(case):
    pytest.importorskip("numpy")
    import state_probe

    options = dict(zip(case["options"][::2], case["options"][1::2], strict=True))
    if "--group" in options:
        task = state_probe.task(options["--group"], generators=options.get("--generators"))
        elements = state_probe.task(options["--group"]).tokens
        ids = [elements.index(token) for token in task.tokens]
    else:
        regex = options.get("--regex")
        task = state_probe.task(regex=regex, alphabet=options["--alphabet"]) if regex else state_probe.task(options["--formal"])
        ids = list(range(task.vocabulary))
    shortest, _, longest = case["length"].partition("-")
    lengths = (int(shortest), int(longest or shortest))
    drawn = state_probe.words(task, lengths, case["count"], case["seed"], of="dataset")
    assert [[ids[token] for token in word] for word in drawn] == case["words"]


def test_a_language_without_long_words_says_so():
    table = {"kind": "dfa", "start": 0, "transitions": [[1, None], [None, None]], "next": [[0], [1]]}
    task = {"kind": "language", "name": "a", "alphabet": ["a", "⊣"], "rule": table}
    assert drawing.evaluated(task, (1, 1), 2, 7) == [[0], [0]]
    with pytest.raises(ValueError, match="no word of 2 symbols"):
        drawing.evaluated(task, (2, 2), 1, 7)
