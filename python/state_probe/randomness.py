"""The terminal's random numbers, so that both draw the same words from the same seed. Needs nothing but Python.

The generator is xoroshiro128+ (Blackman and Vigna 2018) as the npm package `pure-rand` has it: a state of four 32-bit
numbers, of which each output is the low half of a sum. Numbers here are unsigned; the terminal's are signed views of them.
"""

import math
from collections.abc import Callable, Iterable

MASK = 0xFFFFFFFF


def _imul(a: int, b: int) -> int:
    """The low 32 bits of a product."""
    return (a * b) & MASK


class Generator:
    """xoroshiro128+ on four 32-bit lanes."""

    def __init__(self, s01: int, s00: int, s11: int, s10: int):
        self.s01, self.s00, self.s11, self.s10 = (lane & MASK for lane in (s01, s00, s11, s10))

    @classmethod
    def seeded(cls, seed: int) -> "Generator":
        return cls(-1, ~seed, seed, 0)

    def next(self) -> int:
        """32 random bits."""
        out = (self.s00 + self.s10) & MASK
        a0, a1 = self.s10 ^ self.s00, self.s11 ^ self.s01
        s00, s01 = self.s00, self.s01
        self.s00 = ((s00 << 24) & MASK) ^ (s01 >> 8) ^ a0 ^ ((a0 << 16) & MASK)
        self.s01 = ((s01 << 24) & MASK) ^ (s00 >> 8) ^ a1 ^ (((a1 << 16) & MASK) | (a0 >> 16))
        self.s10 = ((a1 << 5) & MASK) ^ (a0 >> 27)
        self.s11 = ((a0 << 5) & MASK) ^ (a1 >> 27)
        return out

    def below(self, size: int) -> int:
        """Each of 0..size-1 with the same chance; size at most 2³²."""
        most = 2**32 // size * size if size > 2 else 2**32
        # The terminal reads the bits as a signed number and adds 2³¹.
        drawn = self.next() ^ 0x80000000
        while drawn >= most:
            drawn = self.next() ^ 0x80000000
        return drawn % size


def for_words(seed: int, length: int, shortest: int | None = None) -> Generator:
    """The generator of all words of one length, or of a span of lengths, that `state-probe eval` measures on."""
    span = _imul(length - (length if shortest is None else shortest), 0xC2B2AE35)
    generator = Generator.seeded(_imul(seed, 0x9E3779B1) ^ _imul(length + 1, 0x85EBCA6B) ^ span)
    for _ in range(64):  # the first outputs still show the bits of the seed
        generator.next()
    return generator


LANES = (0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A)


def for_example(seed: int, stream: int, index: int) -> Generator:
    """The generator of one example of a data set, which depends on nothing but these numbers."""
    return Generator(*(mix(mix_all(lane, [stream, *halves(seed)]), index) for lane in LANES))


def mix(hash: int, value: int) -> int:
    """One 32-bit number from two, a bijection of each: the finalizer of MurmurHash3 (Appleby, public domain)."""
    h = (hash ^ _imul(value, 0xCC9E2D51)) & MASK
    h = _imul(h ^ (h >> 16), 0x85EBCA6B)
    h = (_imul(h ^ (h >> 13), 0xC2B2AE35) + 0x27D4EB2F) & MASK
    return h ^ (h >> 16)


def mix_all(hash: int, values: Iterable[int]) -> int:
    for value in values:
        hash = mix(hash, value)
    return hash


def halves(value: int) -> tuple[int, int]:
    """The low and the high 32 bits of a whole number below 2⁵³."""
    return value & MASK, value >> 32


def shuffled(key: int, size: int) -> Callable[[int], int]:
    """A permutation of 0..size-1, computed number by number: a Feistel network walked along its cycle."""
    bits = max(1, math.ceil(math.log2(size) / 2)) if size else 1
    radix = 1 << bits

    def encrypt(value: int) -> int:
        left, right = divmod(value, radix)
        for turn in range(8):
            left, right = right, left ^ (mix(mix(key, turn), right) & (radix - 1))
        return left * radix + right

    def place(index: int) -> int:
        value = encrypt(index)
        while value >= size:
            value = encrypt(value)
        return value

    return place


def key_for(seed: int, purpose: int) -> int:
    """Key of a permutation for one purpose."""
    return mix_all(purpose, halves(seed))
