"""A sweep on a Ray cluster of two workers on this machine; skipped where Ray is not there, or nothing is built."""

import json
import os
import shutil
import signal
import threading
import time
from pathlib import Path

import pytest

from state_probe import sweep

ROOT = Path(__file__).parents[2]


def test_rows_are_appended_once(tmp_path: Path) -> None:
    out = tmp_path / "rows.jsonl"
    row = {"version": "1", "digest": "d", "seed": 7, "count": 10, "length": 4, "provider": "cpu", "full": 1}
    out.write_text(json.dumps(row) + "\n" + '{"cut sh')
    lines = [json.dumps(row), json.dumps({**row, "length": 8}), json.dumps({**row, "shortest": 2})]
    lines += [json.dumps({**row, "density": 0.5}), json.dumps({**row, "told": "chess"}), "no JSON"]
    assert sweep.append(out, lines) == 4
    assert sweep.append(out, lines) == 0
    text = out.read_text().splitlines()
    assert len(text) == 6 and json.loads(text[2])["length"] == 8


@pytest.mark.skipif(
    not (ROOT / "dist/cli.js").exists() or shutil.which("node") is None, reason="nothing is built (npm run build)"
)
def test_a_lost_worker_loses_nothing(tmp_path: Path) -> None:
    pytest.importorskip("ray")
    from ray.cluster_utils import Cluster
    from ray.util.state import list_workers

    asked = {"models": ["s5-wfa-ssm", "s5-ids4-1", "t3-wfa-ssm"], "lengths": [2, 60], "seeds": [1], "count": 300}
    (tmp_path / "sweep.json").write_text(json.dumps(asked))
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    cluster.add_node(num_cpus=1)
    killed: list[int] = []

    def kill_one() -> None:
        for _ in range(200):
            time.sleep(0.1)
            busy = [one for one in list_workers(address=cluster.address) if one.is_alive and one.worker_type == "WORKER"]
            if busy:
                time.sleep(1)
                os.kill(busy[0].pid, signal.SIGKILL)
                killed.append(busy[0].pid)
                return

    killer = threading.Thread(target=kill_one)
    try:
        killer.start()
        said: list[str] = []
        assert sweep.run(tmp_path / "sweep.json", cluster.address, said.append) == 0, said
        killer.join()
    finally:
        import ray

        ray.shutdown()
        cluster.shutdown()
    rows = [json.loads(line) for line in (tmp_path / "results.jsonl").read_text().splitlines()]
    assert killed
    assert sorted((row["id"], row["seed"], row["length"]) for row in rows) == sorted(
        (name, seed, length) for name in asked["models"] for seed in asked["seeds"] for length in asked["lengths"]
    )
