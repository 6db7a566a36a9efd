"""Tasks against plain definitions, and what is said of what is none."""

import json

import pytest

np = pytest.importorskip("numpy")

import state_probe


def test_a_monoid_of_values_composes_the_other_way_round():
    slots = state_probe.task(generators=[[0, 0], [1, 1], [1, 0]])
    values = state_probe.task(generators=[[0, 0], [1, 1], [1, 0]], acts="values")
    word = [[0, 1]]  # set to 0, then to 1
    assert slots.classes[slots.labels(word)[0, -1]] == (0, 0)
    assert values.classes[values.labels(word)[0, -1]] == (1, 1)
    assert values.manifest()["acts"] == "values" and "acts" not in slots.manifest()


def test_groups_and_generators():
    assert (state_probe.task("S5", generators="swaps").vocabulary, state_probe.task("S5").outputs) == (11, 120)
    assert state_probe.task("T3").vocabulary == 27
    assert state_probe.task("Z60").outputs == 60
    assert state_probe.task("S5", generators="(1 2),(1 2 3 4 5)").tokens == [(1, 0, 2, 3, 4), (1, 2, 3, 4, 0)]


def test_a_table_in_both_forms(tmp_path):
    table = {"alphabet": ["x"], "start": 0, "transitions": [[1], [None]], "accepting": [1]}
    path = tmp_path / "t.json"
    path.write_text(json.dumps(table))
    for given in (table, path, table | {"accepting": [False, True]}):
        assert state_probe.task(table=given).labels([[0]]).tolist() == [[[0, 1]]]


@pytest.mark.parametrize(
    "given",
    [
        {},
        {"name": "Q8"},
        {"name": "A5", "generators": "transpositions"},
        {"generators": [[0, 5]]},
        {"regex": "a("},
        {"regex": "a{3}"},
        {"regex": "[ab]*"},
        {"regex": "a b"},
        {"regex": "ab", "generators": "swaps"},
        {"table": {"alphabet": ["a"]}},
        {"name": "S12"},
    ],
    ids=str,
)
def test_says_what_is_no_task(given):
    with pytest.raises(ValueError):
        state_probe.task(**given)


def test_saved_states_and_results(tmp_path):
    np.savez(tmp_path / "s.npz", truth=np.arange(3), hidden=np.ones((3, 2)))
    assert state_probe.load_run(tmp_path / "s.npz")["hidden"].shape == (3, 2)
    header = json.dumps({"__metadata__": {"task": "S5"}, "truth": {"dtype": "I32", "shape": [2], "data_offsets": [0, 8]}}).encode()
    body = len(header).to_bytes(8, "little") + header + np.array([4, 5], "<i4").tobytes()
    (tmp_path / "s.safetensors").write_bytes(body)
    run = state_probe.load_run(tmp_path / "s.safetensors")
    assert run["truth"].tolist() == [4, 5] and run.metadata["task"] == "S5"
    (tmp_path / "cut.safetensors").write_bytes(body[:-1])
    with pytest.raises(ValueError, match="cannot be read"):
        state_probe.load_run(tmp_path / "cut.safetensors")
    (tmp_path / "r.jsonl").write_text('{"a": 1}\n{"a": 2}\n')
    assert [row["a"] for row in state_probe.load_run(tmp_path / "r.jsonl").rows] == [1, 2]
    (tmp_path / "bad.jsonl").write_text('{"a": 1}\n{"a"\n')
    with pytest.raises(ValueError, match=r"bad.jsonl:2:\d+: error"):
        state_probe.load_run(tmp_path / "bad.jsonl")


def test_swaps_and_copies_generate_every_map_and_one_token_in_ten_is_a_copy():
    for degree in (2, 3, 4):
        task = state_probe.task(f"T{degree}", generators="swaps-and-copies")
        assert task.outputs == degree**degree
        assert task.manifest()["weights"] == task.weights
        copies = [len(set(m)) < degree for m in task.tokens]
        assert copies.count(True) == degree * (degree - 1)
        words, labels = task.sample(np.random.default_rng(0), 100, 200)
        # Five standard deviations of a binomial share of 20,000.
        assert abs(np.array(copies)[words].mean() - 0.1) < 5 * (0.09 / words.size) ** 0.5
        assert (labels == task.labels(words)).all()
    with pytest.raises(ValueError, match="S3 does not hold"):
        state_probe.task("S3", generators="swaps-and-copies")


def test_weights_are_one_for_each_token():
    for weights in ([1], [1, 2, 3], [0, 0], [-1, 2], [0.5, 0.5]):
        with pytest.raises(ValueError, match="weights are"):
            state_probe.tasks.MonoidTask("two", [[0, 1], [1, 0]], weights=weights)
    words, _ = state_probe.tasks.MonoidTask("two", [[0, 1], [1, 0]], weights=[0, 3]).sample(np.random.default_rng(0), 4, 50)
    assert (words == 1).all()
