"""One run of another program: what it printed, or nothing where it failed or took too long."""

import json
import subprocess
from pathlib import Path


def run(command: list[str], cwd: Path | None = None, seconds: float = 20) -> str:
    try:
        done = subprocess.run(command, cwd=cwd, capture_output=True, timeout=seconds, stdin=subprocess.DEVNULL)
    except subprocess.TimeoutExpired:
        return ""
    return done.stdout.decode("utf8", "replace") if done.returncode == 0 else ""


def last(out: str):
    """What a trial printed after its last mark: the list afterwards and what was given back (null unless a list), or None."""
    try:
        return json.loads(out.split("\n~")[-1]) if "\n~" in out else None
    except ValueError:
        return None
