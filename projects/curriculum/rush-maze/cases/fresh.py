"""Makes mazes and walks anew for each run."""

import random

SMALL = ["#########", "#S..#...#", "###.#.#.#", "#.....#E#", "#########"]  # small.txt
STEPS = {"U": (0, -1), "D": (0, 1), "L": (-1, 0), "R": (1, 0)}


def size(seed, given):
    dice = random.Random(seed)  # noqa: S311
    return {"args": [str(dice.randint(2, 40)), str(dice.randint(2, 40)), f"s{seed}"], "expect": ""}


def maze(seed, given):
    """Moves are counted all over the maze until no count shrinks. Draws again where the way is short."""
    dice = random.Random(seed)  # noqa: S311
    moves = 0
    while moves < given["least"]:
        cells = {
            (x, y): "#" if dice.random() < 0.35 else "."
            for x in range(given["width"])
            for y in range(given["height"])
        }
        start, end = dice.sample(sorted(cells), 2)
        cells |= {start: "S", end: "E"}
        moves = _moves(cells, start).get(end, 0)
    rows = ["".join(cells[x, y] for x in range(given["width"])) for y in range(given["height"])]
    return {"stdin": "".join(f"{row}\n" for row in rows), "expect": str(moves)}


def locked(seed, given):
    """A maze with keys and doors. Draws again where no door is in the way."""
    dice = random.Random(seed)  # noqa: S311
    width, height = given["width"], given["height"]
    best = without = None
    while best is None or best == without:
        rows = [["#" if dice.random() < 0.25 else "." for _ in range(width)] for _ in range(height)]
        places = dice.sample([(x, y) for y in range(height) for x in range(width)], 8)
        for (x, y), what in zip(places, "SEabABAB", strict=True):
            rows[y][x] = what
        unlocked = [["." if cell in "AB" else cell for cell in row] for row in rows]
        best, without = _with_keys(rows), _with_keys(unlocked)
    return {"stdin": "".join("".join(row) + "\n" for row in rows), "expect": str(best)}


def _with_keys(rows):
    """How many moves the way takes, or None: whoever can be anywhere with any keys moves on at once."""
    cells = {(x, y): cell for y, row in enumerate(rows) for x, cell in enumerate(row)}
    start = next(place for place, cell in cells.items() if cell == "S")
    seen, edge, moves = set(), {(start, frozenset())}, 0
    while edge:
        if any(cells[place] == "E" for place, _ in edge):
            return moves
        seen |= edge
        near = {((x + right, y + down), keys) for (x, y), keys in edge for right, down in STEPS.values()}
        edge = {
            (place, keys | ({cells[place]} & {"a", "b"}))
            for place, keys in near
            if cells.get(place, "#") != "#" and {cells[place].lower()} & {"a", "b"} <= ({cells[place]} | keys)
        } - seen
        moves += 1
    return None


def _moves(cells, start):
    moves, grows = {start: 0}, True
    while grows:
        grows = False
        for (x, y), cell in cells.items():
            near = [
                moves[x + right, y + down] + 1
                for right, down in STEPS.values()
                if (x + right, y + down) in moves
            ]
            if cell != "#" and near and min(near) < moves.get((x, y), len(cells)):
                moves[x, y], grows = min(near), True
    return moves


def walk(seed, given):
    """It strays through the small maze, and ends where no `E` is."""
    dice = random.Random(seed)  # noqa: S311
    here, drawn, moves = (1, 1), [list(row) for row in SMALL], ""
    while len(moves) < given["moves"] or SMALL[here[1]][here[0]] == "E":
        move = dice.choice("UDLR")
        x, y = here[0] + STEPS[move][0], here[1] + STEPS[move][1]
        if SMALL[y][x] != "#":
            here, moves = (x, y), moves + move
            drawn[y][x] = "o" if SMALL[y][x] == "." else SMALL[y][x]
    expect = "".join("".join(row) + "\n" for row in drawn)
    return {"args": ["maze.txt"], "stdin": moves + "\n", "expect": expect}
