"""What stands beside the main tables of docs/results.md: strings of several kinds, brackets, ways out of a fixed depth, the ladder."""

import numpy as np
import pytest
import torch

from training import claims, copying, escapes, strings, transitions
from training.zoo import find, read


def test_shuffled_strings_are_the_natural_ones_in_another_order():
    source = strings.text(8)
    assert len(source) > 50_000 and set(source) == set("abcdefgh")
    kinds = {kind: strings.strings(kind, source, 8, 24, np.random.default_rng(3)) for kind in strings.KINDS}
    assert np.array_equal(np.sort(kinds["natural"]), np.sort(kinds["shuffled"])) and not np.array_equal(kinds["natural"], kinds["shuffled"])
    assert "".join("abcdefgh"[letter] for letter in kinds["natural"][0]) in source


def test_what_may_come_next_in_a_copy_is_what_its_task_says():
    entry = find("copy-8-transformer-2")[0]
    tokens, allowed = strings.words(np.array([[3, 0, 0, 7]]), entry)
    assert tokens.tolist() == [[3, 0, 0, 7, 8, 3, 0, 0, 7]]
    labels = entry.task.labels(tokens) if hasattr(entry.task, "labels") else None
    end = allowed.shape[-1] - 1
    assert allowed[0, :4, :9].all() and not allowed[0, :4, end].any()
    assert [row.nonzero()[0].tolist() for row in allowed[0, 4:]] == [[3], [0], [0], [7], [end]]
    assert labels is None or np.array_equal(labels > 0, allowed)


def test_brackets_are_right_at_every_depth_where_they_are_built():
    from state_probe import task

    from training.architectures.diagonal_ssm import diagonal_ssm
    from training.brackets import rights

    of = task("bounded-dyck-2-4")
    right, depth = rights(diagonal_ssm(of).eval(), of, 4, 60, "test-brackets")
    assert right.all() and depth.min() == 0 and depth.max() == 4
    model = diagonal_ssm(of).eval()
    with torch.no_grad():
        model.read[:] = 0
    right, _ = rights(model, of, 4, 60, "test-brackets")
    assert not right.all()


def test_what_leaves_a_fixed_depth():
    assert {e.id for e in read() if escapes.leaves(e)} == {"s5-writing-transformer-2", "s5-looped-transformer-1"}
    section = escapes.section(read())
    assert "| 128, 2 | a state written after every token |" in section and "| 128, 2 | – |" in section
    outcome, said = claims.escape("s5-writing-transformer-2")({e.id: e for e in read()})
    assert outcome == claims.FOUND and "words of 64: 100.0% against 0.0%" in said
    assert claims.escape("s5-s4-1")({e.id: e for e in read()})[0] == claims.NOT_FOUND


@pytest.mark.parametrize(
    "id, kind, says",
    [
        ("s5-mamba-2", "non-negative diagonal", "cannot"),
        ("s5-deltanet-negative-1", "reflecting delta rule", "can"),
        ("z3-complex-diagonal-2", "complex diagonal", "can"),
        ("z60-s4-2", "fixed diagonal", "cannot"),
    ],
)
def test_the_ladder_says_of_each_group_what_theory_does(id, kind, says):
    entry = find(id)[0]
    assert (transitions.kind(entry), transitions.says(entry)) == (kind, says)
    row = next(line for line in transitions.ladder(read()).splitlines() if line.startswith(f"| {kind} | {transitions.plain(entry)} |"))
    assert f"{says} · " in row


def test_recall_has_a_table_of_its_own():
    assert all(copying.is_copying(e) for e in find("recall-3-*")) and find("recall-3-*")
    assert "No model is trained on it yet." == copying.recalled([])
