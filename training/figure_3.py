"""Figure 3 of Merrill, Petty and Sabharwal (2024), The Illusion of State in State-Space Models, held against models trained by tokens.

What a model was right at was measured by `state-probe eval`; how it got there, and why it went no further, its log says. A budget
refutes nothing: only a plateau does.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from training.measurements import ENOUGH
from training.published import ended, full, reach
from training.zoo import Entry

GROUPS = ("Z60", "A4xZ5", "A5")  # from the easiest to the hardest
HARDER = GROUPS[1:]
ARCHITECTURES = ("transformer", "s4", "mamba", "elman-rnn", "ids4")
DEPTHS = (1, 2, 4)
LENGTHS = (2, 3, 4, 5, 6, 8, 10, 12, 16, 20)
BARRIER = 3  # whoever is not past words of three shows no more than that the table of products is hard to find
PLATEAU = "plateau"

# What a length comes to for an architecture of so many layers.
RIGHT, WRONG, NOT_LEARNED = "right", "wrong", "not learned"
# What a case of a statement comes to. Only the last one speaks against it.
HOLDS, UNLEARNED, CUT, UNMEASURED, AGAINST = "holds", "not learned", "cut off", "not measured", "against it"


def log_says(entry: Entry) -> dict:
    """The last line of the exported seed's log: tokens, time, the lengths passed, and why it ended."""
    return ended(entry)


def passed(entry: Entry) -> int:
    """The longest length that training passed; 0 where it was none."""
    return max((p["length"] for p in log_says(entry)["passes"]), default=0)


def reached(entry: Entry) -> int:
    """The longest of the figure's lengths up to which nine words in ten are wholly right."""
    return max((n for n in LENGTHS if n <= reach(entry)), default=0)


def cut_off(entry: Entry) -> bool:
    """Its tokens or its time ran out before it stood still."""
    return log_says(entry)["why"] in ("tokens", "minutes")


def outcome(entry: Entry, length: int) -> str:
    """`wrong`: trained until it stood still, at this length or a shorter one. `not learned`: it ended for another reason."""
    if length <= reached(entry):
        return RIGHT
    share = full(entry).get((length, length))
    trained_to_it = length <= passed(entry) and share is not None and share < ENOUGH
    return WRONG if trained_to_it or log_says(entry)["why"] == PLATEAU else NOT_LEARNED


class Grid:
    """The measured models by group, architecture and depth."""

    def __init__(self, entries: Iterable[Entry]):
        self.models = {(e.task_name, e.architecture, e.layers): e for e in entries if full(e)}

    def of(self, group: str, architecture: str) -> list[Entry]:
        """Its measured depths, shallowest first."""
        return [self.models[group, architecture, n] for n in DEPTHS if (group, architecture, n) in self.models]

    def unlearned(self, entry: Entry) -> bool:
        """No depth of its architecture got past words of three on its group: the optimiser is measured, not the architecture."""
        return all(passed(e) <= BARRIER for e in self.of(entry.task_name, entry.architecture))

    def least(self, group: str, architecture: str, length: int) -> int | str:
        """The least depth that is right, or what the others come to: `wrong` where every one of them stood still."""
        models = self.of(group, architecture)
        found = [outcome(e, length) for e in models]
        return next(
            (e.layers for e, what in zip(models, found, strict=True) if what == RIGHT),
            WRONG if all(what == WRONG for what in found) else NOT_LEARNED,
        )


@dataclass(frozen=True)
class Statement:
    """A statement of the paper, and what each case here comes to."""

    stated: str
    cases: dict[str, str]

    def those(self, what: str) -> str:
        return ", ".join(case for case, found in self.cases.items() if found == what) or "–"

    @property
    def verdict(self) -> str:
        found = list(self.cases.values())
        holds, against, open = found.count(HOLDS), found.count(AGAINST), len(found) - found.count(UNMEASURED)
        if not open:
            return "not measured"
        if holds == len(found):
            return "re-found"
        if against:
            return f"not re-found in {against} of {open} measured cases: {self.those(AGAINST)} {'speaks' if against == 1 else 'speak'} against it"
        if holds:
            return f"re-found in {holds} of {len(found)} cases; none speaks against it"
        return "not re-found, because no case that was measured was learned far enough"


def statements(entries: Iterable[Entry]) -> list[Statement]:
    """The conclusions of the paper's section 6."""
    grid = Grid(entries)

    def case(holds: Callable[[list[int]], bool], *keys: tuple[str, str, int]) -> str:
        """Of models whose reaches are compared; one that was not learned, or was cut off before it could tell, decides nothing."""
        found = [grid.models.get(key) for key in keys]
        if None in found:
            return UNMEASURED
        if any(grid.unlearned(e) for e in found):
            return UNLEARNED
        if holds([reached(e) for e in found]):
            return HOLDS
        return CUT if any(cut_off(e) for e in found) else AGAINST

    def compare(a: tuple[str, str, int], b: tuple[str, str, int]) -> str:
        return case(lambda r: r[0] >= r[1], a, b)

    return [
        Statement(
            "One layer of an RNN or of IDS4 learns all three groups at every length shown",
            {f"{a} on {g}": case(lambda r: r[0] >= LENGTHS[-1], (g, a, 1)) for a in ("elman-rnn", "ids4") for g in GROUPS},
        ),
        Statement(
            "Transformer, S4 and Mamba need more layers for longer words of A4xZ5 and A5",
            {
                f"{a} on {g}": case(lambda r: r == sorted(r) and r[0] < r[-1], *((g, a, n) for n in DEPTHS))
                for a in ("transformer", "s4", "mamba")
                for g in HARDER
            },
        ),
        Statement(
            "With as many layers, transformer and Mamba do as well or better on A4xZ5 as on A5",
            {f"{a} with {n}": compare(("A4xZ5", a, n), ("A5", a, n)) for a in ("transformer", "mamba") for n in DEPTHS},
        ),
        Statement(
            "A transformer needs at least as many layers as S4 or Mamba on A4xZ5 and A5",
            {
                f"{a} with {n} on {g}": compare((g, a, n), (g, "transformer", n))
                for a in ("s4", "mamba")
                for g in HARDER
                for n in DEPTHS
            },
        ),
    ]
