"""What is tried: a function of a file that takes one list and rearranges it, and how it is called."""

import re
from dataclasses import dataclass
from pathlib import Path

# Five distinct values, out of order, whose sorted order is not a power of one swap.
LIST = [3, 1, 5, 2, 4]
SIZES = {"n", "len", "length", "size", "count", "sz", "arr_size", "array_size", "num", "l_size"}
FIRST = {"low", "left", "start", "begin", "first", "l", "lo", "from", "left_index", "start_index", "leftindex", "startindex"}
LAST = {"high", "right", "end", "last", "r", "hi", "to", "right_index", "end_index", "rightindex", "endindex"}


@dataclass(frozen=True)
class Candidate:
    """`owner` is the class whose method it is; `fixed` says that the method needs no instance."""

    file: Path
    name: str
    arguments: tuple[str, ...]  # source text of each; LIST_HERE where the list goes
    owner: str = ""
    fixed: bool = False
    kind: str = ""  # the list's type as the file writes it, where the language has types

    def call(self, values: str, new: str = "") -> str:
        """The call in the language's own words; `new` is how it makes an instance (`new ` or nothing)."""
        inside = ", ".join(values if argument == LIST_HERE else argument for argument in self.arguments)
        if not self.owner:
            return f"{self.name}({inside})"
        receiver = self.owner if self.fixed else f"{new}{self.owner}()"
        return f"{receiver}.{self.name}({inside})"


LIST_HERE = "\0list"


def others(names: list[str]) -> tuple[str, ...] | None:
    """Values for the parameters after the list by their names, None where a name says nothing about its value."""
    found = []
    for name in names:
        plain = re.sub(r"[^a-z_]", "", name.lower())
        if plain in SIZES:
            found.append(str(len(LIST)))
        elif plain in FIRST:
            found.append("0")
        elif plain in LAST:
            found.append(str(len(LIST) - 1))
        else:
            return None
    return tuple(found)
