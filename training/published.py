"""What the papers report, beside what was measured here.

Only what their texts and tables state is held here; a curve's values cannot be read off it, so none are given.
"""

from collections.abc import Callable
from dataclasses import dataclass

from training import measurements
from training.manifest import best_seed, log_of
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


NOT_LEARNED = 3  # a curriculum that ended here never left the table of products: what is measured is the optimiser


def ended(entry: Entry) -> dict:
    """The last line of the exported seed's log: where its curriculum stood when training ended, and why."""
    return log_of(entry, best_seed(entry))[-1]


def not_learned(entry: Entry) -> bool:
    return entry.trained and ended(entry)["length"] <= NOT_LEARNED


def cut_off(entry: Entry) -> bool:
    """Its time ran out before the longest words of its curriculum were reached: more of it might have gone further."""
    return entry.trained and ended(entry)["length"] < entry.length


# What a case comes to. Only the last one speaks against a statement.
HOLDS, UNLEARNED, CUT, UNMEASURED, AGAINST = "holds", "not learned", "cut off", "not measured", "against it"


@dataclass(frozen=True)
class Statement:
    """A statement of a paper, what differs here from its set-up, and what each case here comes to."""

    stated: str
    differs: str
    cases: dict[str, str]

    def those(self, outcome: str) -> str:
        return ", ".join(case for case, found in self.cases.items() if found == outcome) or "–"


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
    """Whether Mamba's shares in the bins 1–50 and 51–100 are what the paper states of such a language; of one that it
    is poor at, also at longer words where they were measured, for random words may hide for long what it does not hold."""
    near, beyond = shares.get((1, 50)), shares.get((51, 100))
    if near is None or beyond is None:
        return None
    if kind == NOT_STAR_FREE:
        beyond = min(shares.values())
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

# What differs from that here.
SWAPS_DIFFER = {
    ("deltanet", True): "three seeds; lengths up to 64, not 32 alone; eight minutes of one core",
    ("deltanet", False): "one layer, not five; eight minutes of one core, not 100 epochs; lengths up to 64, not 32 alone",
    ("mamba", True): "two layers, not five; eight minutes of one core, not 100 epochs; lengths up to 64, not 32 alone",
    ("mamba", False): "one to four layers, not five; eight minutes of one core, not 100 epochs; lengths up to 64, not 32 alone",
}

# Table 3 of the same paper: parity, trained on lengths 3 to 40, tested on 40 to 256, best of three;
# scaled accuracy: 1 is perfect, 0 is guessing.
PARITY = {("mamba", False): 0.000, ("mamba", True): 1.000, ("transformer", False): 0.022}


GROUPS = ("Z60", "A4xZ5", "A5")  # from the easiest to the hardest
DEPTHS = (1, 2, 4)
PAPERS_LONGEST = 20  # where Figure 3 of Merrill et al. ends; no curve's value is read off
HARDER = GROUPS[1:]
BUDGET = "one model for all lengths instead of one for each, one seed, five minutes of one core, 1, 2 or 4 layers"


def illusion(entries: list[Entry]) -> list[Statement]:
    """The conclusions of section 6 of Merrill et al. (2024), held against the same groups here, at the paper's lengths."""
    models = {(e.task_name, e.architecture, e.layers): e for e in entries if full(e)}

    def outcome(holds: Callable[[list[int]], bool], *keys: tuple[str, str, int]) -> str:
        """Of models whose reaches are compared; one that was not learned, or was cut off before it could tell, decides nothing."""
        found = [models.get(key) for key in keys]
        if None in found:
            return UNMEASURED
        if any(not_learned(e) for e in found):
            return UNLEARNED
        if holds([min(reach(e), PAPERS_LONGEST) for e in found]):
            return HOLDS
        return CUT if any(cut_off(e) for e in found) else AGAINST

    def compare(a: tuple[str, str, int], b: tuple[str, str, int]) -> str:
        return outcome(lambda r: r[0] >= r[1], a, b)

    return [
        Statement(
            "One layer of an RNN or of IDS4 learns all three groups at every length shown",
            f"{BUDGET}; IDS4 with rotations and a learned start, the paper's adds to the identity and starts at random",
            {f"{a} on {g}": outcome(lambda r: r[0] >= PAPERS_LONGEST, (g, a, 1)) for a in ("elman-rnn", "ids4") for g in GROUPS},
        ),
        Statement(
            "Transformer, S4 and Mamba need more layers for longer words of A4xZ5 and A5",
            f"{BUDGET}, in which four layers see half the steps of two",
            {
                f"{a} on {g}": outcome(lambda r: r == sorted(r) and r[0] < r[-1], *((g, a, n) for n in DEPTHS))
                for a in ("transformer", "s4", "mamba")
                for g in HARDER
            },
        ),
        Statement(
            "With as many layers, transformer and Mamba do as well or better on A4xZ5 as on A5",
            BUDGET,
            {f"{a} with {n}": compare(("A4xZ5", a, n), ("A5", a, n)) for a in ("transformer", "mamba") for n in DEPTHS},
        ),
        Statement(
            "A transformer needs at least as many layers as S4 or Mamba on A4xZ5 and A5",
            BUDGET,
            {
                f"{a} with {n} on {g}": compare((g, a, n), (g, "transformer", n))
                for a in ("s4", "mamba")
                for g in HARDER
                for n in DEPTHS
            },
        ),
    ]
