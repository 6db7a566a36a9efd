"""From a regular expression to an automaton by derivatives (Brzozowski 1964).

Syntax: symbols of the alphabet, juxtaposition, `|`, `*`, `+`, `?`, parentheses, `.` for any symbol, and `()` for the
empty word. Expressions are nested tuples; the constructors below keep them in a normal form in which only finitely
many derivatives differ.
"""

from typing import Any

import numpy as np

from state_probe.automata.automaton import Automaton

Expression = tuple[Any, ...]

NOTHING: Expression = ("nothing",)
EMPTY: Expression = ("empty",)


def concatenation(left: Expression, right: Expression) -> Expression:
    if NOTHING in (left, right):
        return NOTHING
    if left == EMPTY:
        return right
    if right == EMPTY:
        return left
    if left[0] == "then":
        return concatenation(left[1], concatenation(left[2], right))
    return ("then", left, right)


def union(*parts: Expression) -> Expression:
    flat = {p for part in parts for p in (part[1] if part[0] == "or" else [part])} - {NOTHING}
    if len(flat) <= 1:
        return next(iter(flat), NOTHING)
    return ("or", frozenset(flat))


def star(part: Expression) -> Expression:
    return EMPTY if part in (NOTHING, EMPTY) else part if part[0] == "star" else ("star", part)


def nullable(e: Expression) -> bool:
    """Whether the empty word belongs to the language."""
    match e[0]:
        case "empty" | "star":
            return True
        case "then":
            return nullable(e[1]) and nullable(e[2])
        case "or":
            return any(map(nullable, e[1]))
    return False


def derivative(e: Expression, symbol: str) -> Expression:
    """What may follow after `symbol`."""
    match e[0]:
        case "symbol":
            return EMPTY if e[1] == symbol else NOTHING
        case "star":
            return concatenation(derivative(e[1], symbol), e)
        case "or":
            return union(*(derivative(part, symbol) for part in e[1]))
        case "then":
            first = concatenation(derivative(e[1], symbol), e[2])
            return union(first, derivative(e[2], symbol)) if nullable(e[1]) else first
    return NOTHING


class Parser:
    """Recursive descent; raises ValueError with the position of what it cannot read."""

    def __init__(self, text: str, alphabet: str):
        self.text, self.alphabet, self.at = text, alphabet, 0

    def peek(self) -> str:
        return self.text[self.at : self.at + 1]

    def take(self) -> str:
        self.at += 1
        return self.text[self.at - 1]

    def parse(self) -> Expression:
        e = self.alternatives()
        if self.at < len(self.text):
            raise ValueError(f"{self.text!r}: unexpected {self.peek()!r} at position {self.at}")
        return e

    def alternatives(self) -> Expression:
        parts = [self.sequence()]
        while self.peek() == "|":
            self.take()
            parts.append(self.sequence())
        return union(*parts)

    def sequence(self) -> Expression:
        e = EMPTY
        while self.peek() not in ("", "|", ")"):
            e = concatenation(e, self.repeated())
        return e

    def repeated(self) -> Expression:
        e = self.atom()
        while self.peek() in tuple("*+?"):
            operator = self.take()
            e = star(e) if operator == "*" else concatenation(e, star(e)) if operator == "+" else union(e, EMPTY)
        return e

    def atom(self) -> Expression:
        at, character = self.at, self.take()
        if character == "(":
            e = self.alternatives()
            if self.peek() != ")":
                raise ValueError(f"{self.text!r}: the parenthesis at position {at} is not closed")
            self.take()
            return e
        if character == ".":
            return union(*(("symbol", s) for s in self.alphabet))
        if character not in self.alphabet:
            raise ValueError(f"{self.text!r}: {character!r} at position {at} is not in the alphabet {self.alphabet!r}")
        return ("symbol", character)


def refuse_foreign(expression: str) -> None:
    """Raises ValueError at what other expressions mean something by, and this one by none of them: `a{3}`, `[ab]`, `^a$`."""
    for at, character in enumerate(expression):
        if character.isspace() or character in "{}[]\\^$":
            raise ValueError(
                f"{expression!r}: {character!r} at position {at} has no meaning here, and is a symbol only where alphabet names it"
            )


def automaton(expression: str, alphabet: str) -> Automaton:
    """The minimal automaton of a regular expression over the characters of `alphabet`."""
    found = [Parser(expression, alphabet).parse()]
    place, rows = {found[0]: 0}, []
    for e in found:
        row = []
        for symbol in alphabet:
            d = derivative(e, symbol)
            if d not in place:
                place[d] = len(found)
                found.append(d)
            row.append(place[d])
        rows.append(row)
    return Automaton(0, np.array(rows), np.array([nullable(e) for e in found])).minimal()
