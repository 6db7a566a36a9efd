"""A text under construction: what is answered in it, and what every place holds after each of its steps."""

from __future__ import annotations

from dataclasses import dataclass, field

SLOTS = 4
"""The most places of a program or a story."""


@dataclass
class Telling:
    """`answers` are the parts of the text that answer a question, as places of characters. `steps` has for each step the place
    behind it and what the places hold: of a program or a story the places of the objects' names in the text, of a game the
    number of the piece on every square."""

    kind: str
    text: str = ""
    answers: list[tuple[int, int]] = field(default_factory=list)
    steps: list[tuple[int, list[int]]] = field(default_factory=list)

    def say(self, text: str) -> None:
        self.text += text

    def step(self, text: str, state: list[int]) -> None:
        """A step, and the state behind it: places of names, or numbers of pieces."""
        self.text += text
        self.steps.append((len(self.text), state))

    def ask(self, question: str, answer: str) -> None:
        self.text += question
        self.answers.append((len(self.text), len(self.text) + len(answer)))
        self.text += answer
