"""Whether a file follows the model contract, as `state-probe check` finds out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from state_probe import terminal


@dataclass(frozen=True)
class Asked:
    """Something that was asked of a file: passed, failed, or (None) not found out since something before it failed."""

    name: str
    passed: bool | None
    reason: str | None = None
    remedy: str | None = None
    note: str | None = None
    """What differs from the contract and is bridged."""


@dataclass(frozen=True)
class Checked:
    """Everything that was asked of a file."""

    path: Path
    accepted: bool
    digest: str | None
    """SHA-256 of the model's files, by which the terminal knows it; None where they cannot be read."""
    checks: list[Asked]

    @property
    def failed(self) -> list[Asked]:
        return [asked for asked in self.checks if asked.passed is False]

    def __bool__(self) -> bool:
        return self.accepted

    def __str__(self) -> str:
        signs = {True: "✓", False: "✗", None: "·"}
        width = max((len(asked.name) for asked in self.checks), default=0)
        rows = []
        for asked in self.checks:
            rows.append(f"  {signs[asked.passed]} {asked.name:{width}}  {asked.reason or asked.note or ''}".rstrip())
            if asked.remedy:
                rows.append(f"{'':{width + 6}}→ {asked.remedy}")
        return "\n".join([f"{self.path}: {'follows the contract' if self.accepted else 'does not follow the contract'}", *rows])


def check(path: str | Path) -> Checked:
    """Asks everything of a file that the contract asks; the terminal does it, so that both say the same.

    Raises `state_probe.terminal.NoTerminal` where it is not on this machine."""
    [found] = terminal.run(["check", str(path)], codes=(0, 1))
    checks = [Asked(c["name"], c["passed"], c.get("reason"), c.get("remedy"), c.get("note")) for c in found["checks"]]
    return Checked(Path(path), found["accepted"], found["digest"], checks)
