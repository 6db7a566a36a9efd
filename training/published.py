"""What the papers report, beside what was measured here.

Only what their texts and tables state is held here; a curve's values cannot be read off it, so none are given.
"""

from collections.abc import Callable
from dataclasses import dataclass

from training import measurements
from training.manifest import best_seed, log_of
from training.measurements import ENOUGH
from training.zoo import Entry


def named(entry: Entry) -> str:
    """A link to its card, where it has one."""
    return f"[{entry.name}](../models/{entry.id}.md)" if entry.bundle else entry.name


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


TRAINED = ("trained up to", "processor seconds", "nine in ten right up to")


def trained(entry: Entry) -> list[str]:
    """Under TRAINED: where its curriculum stood at the end, what that took, and how far its words are right."""
    end = ended(entry)
    return [str(end["length"]), f"{60 * end['minutes']:.0f}", f"{reach(entry):,}"]


def not_learned(entry: Entry) -> bool:
    return entry.trained and ended(entry)["length"] <= NOT_LEARNED


def cut_off(entry: Entry) -> bool:
    """Its time ran out before the longest words of its curriculum were reached: more of it might have gone further."""
    return entry.trained and ended(entry)["length"] < entry.length


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
