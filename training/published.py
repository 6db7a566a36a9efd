"""What the papers report, beside what was measured here.

Only what their texts and tables state is held here; a curve's values cannot be read off it, so none are given.
"""

from dataclasses import dataclass

from training import measurements
from training.measurements import ENOUGH
from training.zoo import Entry


def full(entry: Entry) -> dict[tuple[int, int], float]:
    """Share of words wholly right of the exported seed, by lengths."""
    return {measurements.place(m): m["full"] for m in measurements.published(entry)}


def reach(entry: Entry) -> int:
    """The longest length up to which at least nine words in ten are wholly right; 0 when it is none."""
    far = 0
    for (_, length), share in sorted(full(entry).items()):
        if share < ENOUGH:
            break
        far = length
    return far


@dataclass(frozen=True)
class Statement:
    """A statement of a paper, and for each case here whether it holds; None where a case is not measured."""

    stated: str
    cases: dict[str, bool | None]

    @property
    def verdict(self) -> str:
        broken = [case for case, holds in self.cases.items() if holds is False]
        unknown = [case for case, holds in self.cases.items() if holds is None]
        if broken:
            return f"not for {', '.join(broken)}"
        return f"not measured: {', '.join(unknown)}" if unknown else "yes"


# Sarrof, Veitsman and Hahn (2024), Figure 3 with its caption, and Theorems 4 and 5: what Mamba reaches on three kinds.
# The kinds are those of their plots. Their table of values is a picture; bins 1–50 and 51–100.
STAR_FREE = "star-free"
NOT_STAR_FREE = "not star-free"
COUNTER = "counter"
KINDS = {
    "flip-flop": STAR_FREE,
    "bounded-dyck-2-3": STAR_FREE,
    **{f"tomita-{n}": STAR_FREE for n in (1, 2, 4, 7)},
    **{name: NOT_STAR_FREE for name in ("parity", "aa", "aaaa", "tomita-3", "tomita-5", "tomita-6")},
    **{name: COUNTER for name in ("dyck-1", "shuffle-dyck-2", "anbncn")},
}
MAMBA_ON = {
    STAR_FREE: "right up to 50 and beyond",
    NOT_STAR_FREE: "poor",
    COUNTER: "right up to 50, falls off beyond",
}


def as_stated(kind: str, shares: dict[tuple[int, int], float]) -> bool | None:
    """Whether Mamba's shares in the bins 1–50 and 51–100 are what the paper states of such a language."""
    near, beyond = shares.get((1, 50)), shares.get((51, 100))
    if near is None or beyond is None:
        return None
    if kind == STAR_FREE:
        return near >= ENOUGH and beyond >= ENOUGH
    if kind == NOT_STAR_FREE:
        return beyond < ENOUGH
    return near >= ENOUGH and beyond < near


# Grazzi et al. (2025), Figure 4 and section 5.2, "S5 only swaps", trained at length 32, best of three seeds.
SWAPS = {
    ("deltanet", True): "one layer fully learns it, far beyond the trained length",
    ("deltanet", False): "five layers generalise just slightly beyond the trained length",
    ("mamba", True): "five layers perform poorly",
    ("mamba", False): "five layers perform poorly",
}

# Table 3 of the same paper: parity, trained on lengths 3 to 40, tested on 40 to 256, best of three;
# scaled accuracy: 1 is perfect, 0 is guessing.
PARITY = {("mamba", False): 0.000, ("mamba", True): 1.000, ("transformer", False): 0.022}


GROUPS = ("Z60", "A4xZ5", "A5")  # from the easiest to the hardest
DEPTHS = (1, 2, 4)
LONGEST = 512


def illusion(entries: list[Entry]) -> list[Statement]:
    """The conclusions of section 6 of Merrill et al. (2024), held against the same groups here."""
    measured = {(e.task_name, e.architecture, e.layers): reach(e) for e in entries if full(e)}
    harder = GROUPS[1:]

    def at(group: str, architecture: str, layers: int) -> int | None:
        return measured.get((group, architecture, layers))

    def no_less(a: int | None, b: int | None) -> bool | None:
        return None if a is None or b is None else a >= b

    def grows(reaches: list[int | None]) -> bool | None:
        return None if None in reaches else reaches == sorted(reaches) and reaches[0] < reaches[-1]

    return [
        Statement(
            "One layer of an RNN or of IDS4 learns all three groups, however long the words",
            {f"{a} on {g}": no_less(at(g, a, 1), LONGEST) for a in ("elman-rnn", "ids4") for g in GROUPS},
        ),
        Statement(
            "Transformer, S4 and Mamba need more layers for longer words of A4xZ5 and A5",
            {f"{a} on {g}": grows([at(g, a, n) for n in DEPTHS]) for a in ("transformer", "s4", "mamba") for g in harder},
        ),
        Statement(
            "With as many layers, transformer and Mamba do as well or better on A4xZ5 as on A5",
            {f"{a} with {n}": no_less(at("A4xZ5", a, n), at("A5", a, n)) for a in ("transformer", "mamba") for n in DEPTHS},
        ),
        Statement(
            "A transformer needs at least as many layers as S4 or Mamba on A4xZ5 and A5",
            {
                f"{a} with {n} on {g}": no_less(at(g, a, n), at(g, "transformer", n))
                for a in ("s4", "mamba")
                for g in harder
                for n in DEPTHS
            },
        ),
    ]
