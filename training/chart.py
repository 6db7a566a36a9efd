"""Line charts as SVG: panels side by side with one scale, readable without colour. No library, for there is little to draw."""

from dataclasses import dataclass, field
from html import escape
from math import log2

WIDTH, HEIGHT = 300, 210  # of a panel, in pixels
LEFT, RIGHT, TOP, BOTTOM = 44, 12, 30, 44
LINE = 15  # height of a line of the legend
COLOURS = ("#0072b2", "#d55e00", "#007a5a", "#a3478f", "#7a6000")  # after Okabe and Ito, darkened for text on white
DASHES = ("", "6 3", "2 2", "8 2 2 2", "1 3")
MARKS = ("M-3 0a3 3 0 1 0 6 0a3 3 0 1 0-6 0", "M-3-3h6v6h-6z", "M0-4L4 3H-4z", "M0-4L4 0 0 4-4 0z", "M-3-3L3 3M3-3L-3 3")


@dataclass
class Line:
    """Points (x, y) that are joined in order; x is drawn on a logarithmic scale."""

    name: str
    points: list[tuple[float, float]]


@dataclass
class Panel:
    title: str
    lines: list[Line] = field(default_factory=list)


@dataclass
class Axes:
    """What the panels share: labels, and ticks as (value, text); the first and the last tick are the ends of the scale."""

    x: str
    y: str
    x_ticks: list[tuple[float, str]]
    y_ticks: list[tuple[float, str]]


def text(x: float, y: float, content: str, anchor: str = "start", extra: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}"{extra}>{escape(content)}</text>'


def panel(p: Panel, axes: Axes) -> str:
    (x0, _), (x1, _) = axes.x_ticks[0], axes.x_ticks[-1]
    (y0, _), (y1, _) = axes.y_ticks[0], axes.y_ticks[-1]
    right, bottom = WIDTH - RIGHT, HEIGHT - BOTTOM
    across = lambda x: LEFT + (right - LEFT) * (log2(x) - log2(x0)) / (log2(x1) - log2(x0))  # noqa: E731
    up = lambda y: bottom - (bottom - TOP) * (y - y0) / (y1 - y0)  # noqa: E731
    parts = [text(LEFT, 18, p.title, extra=' font-weight="bold"')]
    for value, label in axes.y_ticks:
        parts.append(f'<path d="M{LEFT} {up(value):.1f}H{right}" stroke="#d0d0d0"/>')
        parts.append(text(LEFT - 6, up(value) + 4, label, "end"))
    parts += [text(across(value), bottom + 15, label, "middle") for value, label in axes.x_ticks]
    parts.append(text((LEFT + right) / 2, bottom + 32, axes.x, "middle"))
    parts.append(text(-(TOP + bottom) / 2, 11, axes.y, "middle", ' transform="rotate(-90)"'))
    for k, line in enumerate(p.lines):
        colour, dash, mark = (choices[k % len(choices)] for choices in (COLOURS, DASHES, MARKS))
        places = [(across(x), up(y)) for x, y in line.points]
        route = "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
        parts.append(f'<path d="M{route}" fill="none" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash or "none"}"/>')
        drawn = f'<path d="{mark}" fill="{colour}" stroke="{colour}" transform="translate({{:.1f}} {{:.1f}})"/>'
        parts += [drawn.format(x, y) for x, y in places]
        y = HEIGHT + 14 + k * LINE
        parts.append(f'<path d="M{LEFT} {y - 4}h24" stroke="{colour}" stroke-width="2" stroke-dasharray="{dash or "none"}"/>')
        parts += [drawn.format(LEFT + 12, y - 4), text(LEFT + 32, y, line.name)]
    return "".join(parts)


def chart(title: str, axes: Axes, panels: list[Panel], columns: int = 3) -> str:
    """The whole picture; `title` is what a screen reader says of it."""
    rows = [panels[at : at + columns] for at in range(0, len(panels), columns)]
    body, y = [], 0
    for row in rows:
        body += [f'<g transform="translate({k * WIDTH} {y})">{panel(p, axes)}</g>' for k, p in enumerate(row)]
        y += HEIGHT + LINE * max((len(p.lines) for p in row), default=0) + 24
    width = WIDTH * min(columns, len(panels))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {y}" width="{width}" height="{y}" role="img" '
        f'font-family="sans-serif" font-size="12" fill="#202020"><title>{escape(title)}</title>'
        f'<rect width="{width}" height="{y}" fill="#ffffff"/>{"".join(body)}</svg>\n'
    )
