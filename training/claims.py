"""What the two papers and the works beside them claim and can be measured: re-found, not re-found, or not measured, from the figures alone."""

from collections.abc import Callable
from dataclasses import dataclass

from training import brackets, densities, escapes, strings
from training.markdown import percent, table
from training.measurements import ENOUGH
from training.published import COUNTER, KINDS, NOT_STAR_FREE, STAR_FREE, as_stated, full
from training.texts import page
from training.zoo import Entry

FOUND, NOT_FOUND, PARTLY, UNMEASURED = "re-found", "not re-found", "in part", "not measured"

Models = dict[str, Entry]


@dataclass(frozen=True)
class Claim:
    """In words of our own, with what it supposes; `found` says the outcome and what it rests on."""

    stated: str
    supposing: str
    found: Callable[[Models], tuple[str, str]]


def share(models: Models, id: str, shortest: int, longest: int | None = None) -> float | None:
    entry = models.get(id)
    return full(entry).get((shortest, shortest if longest is None else longest)) if entry else None


def at(length: int, *ids: str) -> Callable[[Models], tuple[str, str]]:
    """Re-found where each of the models is right on nearly every word of the length."""

    def found(models: Models) -> tuple[str, str]:
        shares = {id: share(models, id, length) for id in ids}
        if None in shares.values():
            return UNMEASURED, ", ".join(id for id, value in shares.items() if value is None)
        right = all(value > 0.99 for value in shares.values())
        return FOUND if right else NOT_FOUND, "; ".join(f"{id}: {percent(v)}% of words of {length:,}" for id, v in shares.items())

    return found


def mamba_on(kind: str) -> Callable[[Models], tuple[str, str]]:
    """What Sarrof et al. state of Mamba on the languages of a kind, over all of them."""

    def found(models: Models) -> tuple[str, str]:
        agree = {name: as_stated(kind, full(models[f"{name}-mamba-2"])) for name, of in KINDS.items() if of == kind and f"{name}-mamba-2" in models}
        known = {name: value for name, value in agree.items() if value is not None}
        against = [name for name, value in known.items() if not value]
        said = f"{len(known) - len(against)} of {len(known)} languages" + (f"; otherwise on {', '.join(against)}" if against else "")
        return (UNMEASURED if not known else FOUND if not against else PARTLY), said

    return found


def parity(models: Models) -> tuple[str, str]:
    without, beside = share(models, "parity-mamba-2", 101, 150), share(models, "parity-mamba-negative-2", 101, 150)
    if without is None or beside is None:
        return UNMEASURED, "parity-mamba-2, parity-mamba-negative-2"
    said = f"words of 101–150: {percent(without)}% with eigenvalues in [0, 1], {percent(beside)}% in [−1, 1]"
    return (FOUND if without < ENOUGH <= beside else NOT_FOUND), said


def flip_flops(models: Models) -> tuple[str, str]:
    figures = {(f["model"], f["ignored"], f["length"]): f["full"] for f in densities.read()}
    compared = [(figures.get(("flip-flop-mamba-2", p, n)), figures.get(("flip-flop-transformer-2", p, n))) for p in densities.IGNORED for n in densities.LENGTHS]
    if any(None in pair for pair in compared):
        return UNMEASURED, "`python -m training.densities`"
    better = sum(mamba >= transformer for mamba, transformer in compared)
    longest = densities.LENGTHS[-1]
    said = ", ".join(f"{percent(figures['flip-flop-mamba-2', p, longest])}% against {percent(figures['flip-flop-transformer-2', p, longest])}%" for p in densities.IGNORED)
    outcome = FOUND if better == len(compared) else PARTLY
    return outcome, f"Mamba is as good or better in {better} of {len(compared)} cases; words of {longest} that ignore {', '.join(f'{p:g}' for p in densities.IGNORED)}: {said}"


def copying(models: Models) -> tuple[str, str]:
    lengths = [n for n in (16, 32, 64, 128) if all(share(models, f"copy-8-{kind}-2", n) is not None for kind in ("transformer", "mamba"))]
    if not lengths:
        return UNMEASURED, "copy-8-transformer-2, copy-8-mamba-2"
    pairs = {n: (share(models, "copy-8-transformer-2", n), share(models, "copy-8-mamba-2", n)) for n in lengths}
    said = "; ".join(f"words of {n}: transformer {percent(t)}%, Mamba {percent(m)}%" for n, (t, m) in pairs.items())
    clear = [n for n, (t, m) in pairs.items() if t >= ENOUGH > m]
    return (FOUND if clear else NOT_FOUND), said


def natural_strings(_: Models) -> tuple[str, str]:
    """Natural strings against shuffled ones, by 95% intervals: alike where all of a model's overlap."""
    figures = {(f["model"], f["kind"], f["letters"]): f for f in strings.read()}
    better: dict[str, list[int]] = {}
    for model in ("copy-8-transformer-2", "copy-8-mamba-2"):
        pairs = {n: (figures.get((model, "natural", n)), figures.get((model, "shuffled", n))) for n in strings.LETTERS}
        if any(None in pair for pair in pairs.values()):
            return UNMEASURED, "`python -m training.strings`"
        better[model] = [n for n, (a, b) in pairs.items() if a["fullInterval"][0] > b["fullInterval"][1]]
        worse = [n for n, (a, b) in pairs.items() if a["fullInterval"][1] < b["fullInterval"][0]]
        if worse:
            return NOT_FOUND, f"{model} copies natural strings of {', '.join(map(str, worse))} letters worse"
    said = "; ".join(f"{model}: " + (f"natural ones better at {', '.join(map(str, at))} letters" if at else "no difference beyond the intervals") for model, at in better.items())
    return (FOUND if better["copy-8-mamba-2"] and not better["copy-8-transformer-2"] else NOT_FOUND), said


def hybrid(models: Models) -> tuple[str, str]:
    shares = {kind: share(models, f"switched-copy-8-{kind}-2", 64) for kind in ("transformer", "mamba", "hybrid")}
    if None in shares.values():
        return UNMEASURED, "switched-copy-8-*"
    said = "words of 64 that are copied as a switch says: " + ", ".join(f"{kind} {percent(value)}%" for kind, value in shares.items())
    return (FOUND if shares["hybrid"] > max(shares["transformer"], shares["mamba"]) else NOT_FOUND), said


def escape(id: str) -> Callable[[Models], tuple[str, str]]:
    """Re-found where the model follows words at which the transformer of a fixed depth is lost."""

    def found(models: Models) -> tuple[str, str]:
        shares = {n: (share(models, id, n), share(models, escapes.BESIDE, n)) for n in (8, 16, 24, 32, 64, 128)}
        known = {n: pair for n, pair in shares.items() if None not in pair}
        if not known:
            return UNMEASURED, f"{id}, {escapes.BESIDE}"
        clear = [n for n, (own, other) in known.items() if own >= ENOUGH > other]
        said = "; ".join(f"words of {n}: {percent(own)}% against {percent(other)}%" for n, (own, other) in known.items())
        return (FOUND if clear else NOT_FOUND), said

    return found


def bracket_widths(_: Models) -> tuple[str, str]:
    found = brackets.read()["built"]
    if not found:
        return UNMEASURED, "`python -m training.brackets`"
    right = [f for f in found if f["full"] > 0.99]
    deepest = max(found, key=lambda f: (f["sorts"], f["depth"]))
    said = f"{len(right)} of {len(found)} built ones are right at words of {deepest['length']:,}; {deepest['bits']} bits for {deepest['sorts']} sorts, {deepest['depth']} deep"
    return (FOUND if len(right) == len(found) else NOT_FOUND), said


def elsewhere(place: str) -> Callable[[Models], tuple[str, str]]:
    return lambda _: ("shown", place)


CLAIMS = (
    Claim("A recurrence with a step function (RNN-SSM) recognises every regular language in one layer", "log precision; built, not trained", at(10_000, "s5-rnn-ssm")),
    Claim("So does one whose transition matrices the input chooses (WFA-SSM)", "log precision, a start symbol; built", at(10_000, "s5-wfa-ssm", "t3-wfa-ssm", "t4-wfa-ssm", "parity-wfa-ssm")),
    Claim("One layer of an RNN or of IDS4 learns the three groups of Figure 3; the others need depth that grows", "one model a length", elsewhere("[Figure 3](#figure-3-of-the-illusion-of-state-the-least-depth-above-90), with its own table of claims")),
    Claim("Mamba models star-free languages at every length", "finite precision; trained on 50", mamba_on(STAR_FREE)),
    Claim("… and no other regular ones", "finite precision, every length", mamba_on(NOT_STAR_FREE)),
    Claim("… counter languages in the trained lengths, not beyond", "unbounded counters", mamba_on(COUNTER)),
    Claim("Parity needs eigenvalues below zero", "finite precision", parity),
    Claim("Two layers of a diagonal SSM model flip-flop and bounded Dyck at every length", "finite precision; built", at(10_000, "flip-flop-diagonal-ssm", "bounded-dyck-2-3-diagonal-ssm")),
    Claim("… bounded Dyck(K, m) in width that grows with m log K", "finite precision; built", bracket_widths),
    Claim("Masked hard attention models star-free languages", "built", at(10_000, "flip-flop-hard-attention")),
    Claim("SSMs keep a flip-flop where transformers glitch", "observed; trained on 0.8 ignored, 50 symbols", flip_flops),
    Claim("Transformers copy, SSMs do not", "fixed state against attention; trained on 64 tokens, six minutes of one core at most", copying),
    Claim("… natural strings as shuffled ones, where SSMs copy the natural ones better", "strings of eight letters, by the pages of this product; trained on strings drawn alike", natural_strings),
    Claim("… so a hybrid does what asks for both", "observed", hybrid),
    Claim("A transformer that writes a state for every token follows what its layers alone do not", "chain of thought as long as the word, log precision; trained on 128 tokens, against the same without", escape("s5-writing-transformer-2")),
    Claim("… and so does a block that loops as the length asks", "log precision; as many passes as tokens, trained on 32", escape("s5-looped-transformer-1")),
    Claim("A linear recurrence's state is the sum of what its inputs leave", "input-independent transition", elsewhere("[superposition](inside.md#memory-what-is-still-there): 1 for S4 alone, by test")),
    Claim("Standard chess notation may make tracking easier than pairs of squares", "a footnote, not proved; small text readers, trained on both", lambda _: page.claim() or (UNMEASURED, "the text readers are not measured")),
)


def section(entries: list[Entry]) -> str:
    models = {entry.id: entry for entry in entries}
    rows = [[claim.stated, claim.supposing, *claim.found(models)] for claim in CLAIMS]
    return f"""## What the papers claim, and what was found here

Merrill, Petty and Sabharwal (2024), Sarrof, Veitsman and Hahn (2024), and the works that they stand beside, in words of our own. What is proved of all
lengths no measurement finds; *re-found* says that the figures of this page agree with it, *in part* that some of them do, and under which conditions
they were made stands with them.

{table(["claim", "supposing", "here", "what it rests on"], rows)}
"""
