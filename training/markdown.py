"""Tables and shares as the pages show them."""


def percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f}"


def table(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
