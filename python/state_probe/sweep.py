"""Runs a sweep (docs/scale.md) on a Ray cluster: `python -m state_probe.sweep --ray ADDRESS FILE`.

The terminal says what is still to do, as commands; Ray hands them to its workers, gives those of a lost one to another, and what
they measure is appended to the sweep's file of rows as it comes. Every machine of the cluster needs this package, the terminal
(`state_probe.terminal` says where it is looked for) and the models' files at the same paths; bundled models need no path.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from state_probe import terminal

MEASURED = ("version", "digest", "seed", "count", "length", "shortest", "density", "told", "data", "provider")
"""Rows that are the same in these measured the same."""
RETRIES = 5
"""How often a command is given to another worker when one is lost."""


def rows_of(command: Sequence[str]) -> list[str]:
    """The rows that one command measures, as lines of JSON. RuntimeError with the terminal's own words where it fails."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "rows.jsonl"
        own = [word for word in command if not word.startswith("--out=")]
        done = subprocess.run(
            [*terminal.command(), *own, f"--out={out}", "--json"], capture_output=True, text=True, encoding="utf-8"
        )
        lines = out.read_text(encoding="utf-8").splitlines() if out.exists() else []
        if done.returncode != 0 or not lines:
            raise RuntimeError(done.stderr.strip() or f"state-probe ended with {done.returncode}, and measured nothing")
        return lines


def append(out: Path, lines: Sequence[str]) -> int:
    """Appends the rows that are not there yet; how many. A last line that is cut short is left to itself."""
    text = out.read_text(encoding="utf-8") if out.exists() else ""
    known = {_key(row) for row in map(_row, text.splitlines()) if row is not None}
    fresh = {_key(row): line for line in lines if (row := _row(line)) is not None and _key(row) not in known}
    with out.open("a", encoding="utf-8") as file:
        if fresh and text and not text.endswith("\n"):
            file.write("\n")
        file.writelines(f"{line}\n" for line in fresh.values())
    return len(fresh)


def _row(line: str) -> dict[str, Any] | None:
    try:
        row = json.loads(line)
    except json.JSONDecodeError:
        return None
    return row if isinstance(row, dict) else None


def _key(row: dict[str, Any]) -> str:
    return json.dumps([row.get(name) for name in MEASURED])


def run(file: Path, address: str, tell: Callable[[str], None]) -> int:
    """Measures what a sweep still lacks; the exit code: 1 where something could not be measured."""
    import ray

    (plan,) = terminal.run(["sweep", str(file), "--list"], codes=(0, 1))
    out = Path(plan["out"])
    failed = [f"{one['id']}: {one['reason']}" for one in plan["failed"]]
    # Workers of this machine are told where the package lies; those of others have it installed.
    ray.init(address=None if address == "local" else address, log_to_driver=False, ignore_reinit_error=True)
    measure = ray.remote(num_cpus=1, max_retries=RETRIES)(rows_of)
    waiting = {measure.remote(command): command for command in plan["commands"]}
    total, measured = len(waiting), 0
    while waiting:
        (done,), _ = ray.wait(list(waiting), num_returns=1)
        command = waiting.pop(done)
        try:
            measured += append(out, ray.get(done))
        except ray.exceptions.RayError as error:
            failed.append(f"{' '.join(command)}: {getattr(error, 'cause', None) or error}")
        tell(f"{total - len(waiting)} of {total} commands done")
    tell(f"{out}: {measured} measurements, {plan['known']} stood there already")
    for reason in failed:
        tell(f"not measured: {reason}")
    return 1 if failed else 0


def main(argv: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m state_probe.sweep", description=__doc__.split("\n")[0])
    parser.add_argument("file", type=Path, metavar="FILE", help="of state-probe sweep")
    parser.add_argument(
        "--ray", required=True, metavar="ADDRESS", help="of the cluster (host:port, auto), or local: one on this machine"
    )
    arguments = parser.parse_args(argv)
    return run(arguments.file, arguments.ray, lambda line: print(line, file=sys.stderr))


if __name__ == "__main__":
    # By its name in the package: workers find what they are handed by it.
    from state_probe.sweep import main as named

    sys.exit(named())
