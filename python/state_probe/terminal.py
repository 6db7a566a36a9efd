"""The terminal of State Probe, where this machine has it: the one judge of what follows the model contract."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

VARIABLE = "STATE_PROBE"
EDITORS = (".vscode", ".vscode-insiders", ".vscode-server", ".vscode-oss", ".cursor", ".windsurf")


class NoTerminal(RuntimeError):
    """The terminal is not here."""


def command() -> list[str]:
    """How it is started: what the variable STATE_PROBE names (a command, or a path of cli.js), `state-probe` on the PATH,
    the repository that this package came from, or the newest extension of an editor. Raises NoTerminal."""
    named = os.environ.get(VARIABLE)
    if named:
        return _node(Path(named)) if named.endswith(".js") else [named]
    on_path = shutil.which("state-probe")
    if on_path:
        return [on_path]
    for place in _places():
        if place.is_file():
            return _node(place)
    raise NoTerminal(
        f"the terminal of State Probe was not found: set {VARIABLE} to the path of its cli.js (in the extension's folder, or "
        "dist/cli.js of a checkout after npm run build)"
    )


def _node(script: Path) -> list[str]:
    node = shutil.which("node")
    if node is None:
        raise NoTerminal(f"{script} needs Node, which is not on the PATH")
    return [node, str(script)]


def _places() -> Iterator[Path]:
    yield Path(__file__).parents[2] / "dist" / "cli.js"
    try:
        origin = metadata.distribution("state-probe").read_text("direct_url.json")
    except metadata.PackageNotFoundError:
        origin = None
    if origin:
        address = urlsplit(json.loads(origin).get("url", ""))
        if address.scheme == "file":
            yield Path(unquote(address.path)).parent / "dist" / "cli.js"
    found = [p for editor in EDITORS for p in (Path.home() / editor / "extensions").glob("*state-probe-*/dist/cli.js")]
    yield from sorted(found, key=lambda p: [int(n) for n in re.findall(r"\d+", p.parts[-3])], reverse=True)


def run(arguments: Sequence[str], *, codes: Sequence[int] = (0,)) -> list[Any]:
    """What a verb prints with `--json`, a value for each line. RuntimeError with its own words where it ends otherwise."""
    done = subprocess.run([*command(), *arguments, "--json"], capture_output=True, text=True, encoding="utf-8")
    if done.returncode not in codes:
        raise RuntimeError(done.stderr.strip() or f"state-probe {arguments[0]} ended with {done.returncode}")
    return [json.loads(line) for line in done.stdout.splitlines() if line]
