"""Four questions to large tables, answered without a loop over their numbers."""

import numpy as np

BLOCK = 4 << 20  # distances that are held at once


def standardised(table):
    """Every column brought to mean 0 and deviation 1; one that never changes becomes 0."""
    table = np.asarray(table, dtype=float)
    if table.ndim != 2 or not table.size:
        raise ValueError("the table is empty")
    constant = np.ptp(table, axis=0) == 0
    spread = np.where(constant, 1.0, table.std(axis=0))
    return np.where(constant, 0.0, (table - table.mean(axis=0)) / spread).tolist()


def nearest(points, centres):
    """For each point the number of its nearest centre, the first of equally near ones."""
    points, centres = np.asarray(points, dtype=float), np.asarray(centres, dtype=float)
    if not centres.size:
        raise ValueError("there is no centre")
    at_once = max(1, BLOCK // len(centres))
    blocks = [points[start : start + at_once] for start in range(0, len(points), at_once)]
    return [number for block in blocks for number in _nearest(block, centres)]


def _nearest(points, centres):
    """|p - c|² is |p|² - 2pc + |c|², and |p|² is the same for all centres."""
    return ((centres**2).sum(axis=1) - 2 * points @ centres.T).argmin(axis=1).tolist()


def hottest(values, width):
    """Start and mean of the window with the greatest mean, the first of equal ones."""
    if not 1 <= width <= len(values):
        raise ValueError("no window of this width fits")
    sums = np.cumsum(values)
    windows = sums[width:] - sums[:-width]
    start = int(windows.argmax()) + 1
    return start, float(windows[start - 1] / width)


def next_generation(grid):
    """The Game of Life, one step further. Beyond the edge everything is dead."""
    return _stepped(np.asarray(grid, dtype=np.uint8)).tolist()


def populations(grid, steps):
    """How many cells live at the start and after each step."""
    grid = np.asarray(grid, dtype=np.uint8)
    counts = [int(grid.sum())]
    for _ in range(steps):
        grid = _stepped(grid)
        counts.append(int(grid.sum()))
    return counts


def _stepped(grid):
    around = np.pad(grid, 1)
    across = around[:-2] + around[1:-1] + around[2:]
    neighbours = across[:, :-2] + across[:, 1:-1] + across[:, 2:] - grid
    return ((neighbours == 3) | ((neighbours == 2) & (grid == 1))).astype(np.uint8)
