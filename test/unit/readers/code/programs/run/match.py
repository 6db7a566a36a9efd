# Patterns in the order in which they stand; names are bound where all of a pattern holds.
from dataclasses import dataclass


@dataclass
class Point:
    x: int
    y: int = 0


class Kind:
    LEFT = "l"
    RIGHT = "r"


row = [1, 2, 3, 4]
out = []


def act(command):
    match command:
        case "turn" | "t":
            row.append(row.pop(0))
        case ["swap", i, j] if i != j:
            row[i], row[j] = row[j], row[i]
        case ("swap", i, _):
            out.append(f"same {i}")
        case [first, *middle, last]:
            out.append(first)
            out.append(len(middle))
            out.append(last)
        case [only]:
            out.append(only)
        case Point(x=0, y=where):
            out.append(where)
        case Point(x=int(n)):
            out.append(-n)
        case Kind.LEFT:
            row.insert(0, row.pop())
        case None | True:
            out.append("none")
        case -1:
            row.reverse()
        case 1 as one:
            out.append(one)
        case float():
            out.append("float")
        case str(s):
            out.append(s)
        case _:
            out.append("else")


for command in ["t", ("swap", 0, 2), ["swap", 1, 1], [7, 8, 9, 10], (5,), "xy", Point(0, 6), Point(3), "l", None, True, -1, 1, 2.0, 99]:
    act(command)
print("row:", *row)
print("out:", *out)
