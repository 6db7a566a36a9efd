"""Labels of the language tasks against plain definitions of the languages, by brute force over short words."""

from itertools import product

import pytest

np = pytest.importorskip("numpy")

from state_probe import task


def runs(word: str) -> list[str]:
    return [r for r in word.replace("01", "0 1").replace("10", "1 0").split()]


def tomita_3(word: str) -> bool:
    pairs = zip(runs(word), runs(word)[1:])
    return not any(a[0] == "1" and len(a) % 2 and len(b) % 2 for a, b in pairs)


def nested(word: str, most: int = 99) -> bool:
    stack = []
    for symbol in word:
        if symbol in "([":
            stack.append(symbol)
        elif not stack or stack.pop() + symbol not in ("()", "[]"):
            return False
        if len(stack) > most:
            return False
    return not stack


def copied(word: str, extra: str) -> bool:
    told, middle, again = word.partition("=")
    on, kept = True, ""
    for symbol in told:
        on = symbol == "+" or (on and symbol != "-")
        kept += symbol if on and symbol not in extra else ""
    return middle == "=" and kept == again


def recalls(word: str) -> bool:
    told: dict[str, str] = {}
    while word:
        asks = word[0] == "?"
        key, bit, word = (word[1:2], word[2:3], word[3:]) if asks else (word[:1], word[1:2], word[2:])
        if key not in ("a", "b") or bit not in ("0", "1") or (asks and told.get(key) != bit):
            return False
        told[key] = bit
    return True


LANGUAGES = {
    "parity": lambda w: w.count("1") % 2 == 0,
    "aa": lambda w: len(w) % 2 == 0,
    "mod-4": lambda w: len(w) % 4 == 0,
    "dyck-1": nested,
    "bounded-dyck-2-3": lambda w: nested(w, 3),
    "recall-2": recalls,
    "shuffle-dyck-2": lambda w: all(nested("".join(s for s in w if s in kind)) for kind in ("()", "[]")),
    "anbncn": lambda w: w and w == "".join(s * (len(w) // 3) for s in "abc"),
    "tomita-1": lambda w: "0" not in w,
    "tomita-2": lambda w: w == "10" * (len(w) // 2),
    "tomita-3": tomita_3,
    "tomita-4": lambda w: "000" not in w,
    "tomita-5": lambda w: w.count("0") % 2 == w.count("1") % 2 == 0,
    "tomita-6": lambda w: (w.count("0") - w.count("1")) % 3 == 0,
    "copy-2": lambda w: copied(w, ""),
    "selective-copy-2": lambda w: copied(w, "."),
    "switched-copy-2": lambda w: copied(w, "+-"),
    "tomita-7": lambda w: len(runs("0" + w)) <= 4,
}


@pytest.mark.parametrize("name", LANGUAGES)
def test_labels(name):
    """A symbol may follow a prefix of at most 3 symbols when some word of at most 8 (12) begins that way; of what is copied 2, and 7."""
    language, belongs = task(name), LANGUAGES[name]
    alphabet = language.alphabet[:-1]
    longest, most = (12, 3) if name == "anbncn" else (7, 2) if "copy" in name else (8, 3)
    words = {"".join(w) for n in range(longest + 1) for w in product(alphabet, repeat=n) if belongs("".join(w))}
    prefixes = {w[:n] for w in words for n in range(len(w) + 1)}
    for prefix in sorted(p for p in prefixes if len(p) <= most):
        at = language.rule.initial()[None]
        for symbol in prefix:
            at = language.rule.after(at, np.array([alphabet.index(symbol)]))
        expected = [prefix + s in prefixes for s in alphabet] + [prefix in words]
        assert language.rule.allowed(at)[0].tolist() == expected, prefix


def test_flip_flop_reads_what_was_written():
    language = task("flip-flop")
    tokens, labels = language.sample(np.random.default_rng(0), 20, 60)
    for word, allowed in zip(tokens, labels, strict=True):
        text, memory = "".join(language.alphabet[s] for s in word), None
        for i in range(0, 60, 2):
            if text[i] == "w":
                memory = text[i + 1]
            if text[i] == "r":
                assert text[i + 1] == memory
                assert allowed[i].tolist() == [0, 0, 0, memory == "0", memory == "1", 0]
