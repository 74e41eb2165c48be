"""Lines on two logarithmic axes, as an SVG that needs nothing."""

from collections.abc import Mapping, Sequence
from math import ceil, floor, log10
from xml.sax.saxutils import escape

WIDTH, HEIGHT, MARGIN = 640, 400, 60
COLOURS = ("#2563eb", "#d97706", "#6b7280", "#dc2626")


def growth(rows: Sequence[Mapping[str, float]], x: str, names: Sequence[str]) -> str:
    """One line per name over `x`, decades on both axes."""
    points = {name: [(row[x], row[name]) for row in rows if row.get(name)] for name in names}
    across = _Scale([at for line in points.values() for at, _ in line], MARGIN, WIDTH - 20)
    up = _Scale([value for line in points.values() for _, value in line], HEIGHT - MARGIN, 20)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" '
        f'font-size="12"><rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>'
    ]
    parts += _axis(across, up, x)
    for place, (name, line) in enumerate(points.items()):
        colour = COLOURS[place % len(COLOURS)]
        path = " ".join(f"{across(at):.1f},{up(value):.1f}" for at, value in line)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{MARGIN + 12}" y="{34 + 16 * place}" fill="{colour}">{escape(name)}</text>')
    return "\n".join([*parts, "</svg>\n"])


class _Scale:
    """Values to pixels, from the decade below the smallest to the one above the greatest."""

    def __init__(self, values: Sequence[float], start: int, stop: int):
        self.low, self.high = floor(log10(min(values))), ceil(log10(max(values)))
        self.start, self.stop = start, stop

    def __call__(self, value: float) -> float:
        share = (log10(value) - self.low) / max(1, self.high - self.low)
        return self.start + share * (self.stop - self.start)

    @property
    def decades(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def _axis(across: _Scale, up: _Scale, x: str) -> list[str]:
    parts = []
    for value in up.decades:
        y = up(value)
        parts.append(f'<line x1="{MARGIN}" x2="{WIDTH - 20}" y1="{y:.1f}" y2="{y:.1f}" stroke="#e5e7eb"/>')
        parts.append(f'<text x="{MARGIN - 6}" y="{y + 4:.1f}" text-anchor="end">{value:g}</text>')
    for value in across.decades:
        at = across(value)
        parts.append(f'<line x1="{at:.1f}" x2="{at:.1f}" y1="20" y2="{HEIGHT - MARGIN}" stroke="#e5e7eb"/>')
        parts.append(f'<text x="{at:.1f}" y="{HEIGHT - MARGIN + 18}" text-anchor="middle">{value:,g}</text>')
    parts.append(f'<text x="{WIDTH / 2}" y="{HEIGHT - 14}" text-anchor="middle">{escape(x)}</text>')
    return parts
