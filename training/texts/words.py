"""Names that the texts are made of: those of the product's own dresses (src/reductions/) and of its samples, and few others, since so
small a model learns few names in so short a training."""

from __future__ import annotations

PEOPLE = "Alice Bob Carl Dan Emma Finn Gina Hugo Iris Jack Kate Leo".split()
FEMALE = frozenset("Alice Emma Gina Iris Kate".split())

THINGS = "coin hat book marble postcard key ruby pearl shell stamp bell feather pea ring bean dice ball cup apple lamp".split()
OTHERS = "red green blue white black gold grey pink ace king queen jack ten nine eight seven".split()
NOUNS = "coin hat book marble postcard key dime".split()

LISTS = "boxes seats cards lanes cups deck places items row a".split()
VARIABLES = "a b c d x y z".split()

PIECES = [f"{side} {kind}" for side in ("white", "black") for kind in ("pawn", "knight", "bishop", "rook", "queen", "king")]
