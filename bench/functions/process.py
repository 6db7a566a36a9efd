"""One run of another program: what it printed, or nothing where it failed or took too long."""

import json
import os
import signal
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory


def run(command: list[str], cwd: Path | None = None, seconds: float = 20, given: str = "") -> str:
    """Some programs start others, which would go on for ever after them: a run that takes too long ends with all that it started.
    What it writes beside itself goes, where no folder is said."""
    if cwd is None:
        with TemporaryDirectory() as scratch:
            return run(command, Path(scratch), seconds, given)
    started = subprocess.Popen(
        command, cwd=cwd, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    try:
        out, _ = started.communicate(given.encode(), timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(started.pid, signal.SIGKILL)
        started.communicate()
        return ""
    return out.decode("utf8", "replace") if started.returncode == 0 else ""


def last(out: str):
    """What a trial printed after its last mark: the list afterwards and what was given back (null unless a list), or None."""
    try:
        return json.loads(out.split("\n~")[-1]) if "\n~" in out else None
    except ValueError:
        return None
