"""Bugs put into the market on purpose, to see that the tests have teeth.

    python -m tests.peer_review.mutants              all of them: a table, and status 1 when one survives
    python -m tests.peer_review.mutants lends        those whose name holds this word

Each is one edit of one file, made in a copy of the tree. `LIFE` looks only at what people can do and at the
invariants; the other tests named are those whose business the rule is.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
COPIED = ("academy", "projects", "grader", "peer_review", "tests", "templates", "locale", "pyproject.toml")
LIFE = "tests/peer_review/test_life.py"
BUSY_LIFE = "tests/peer_review/test_busy_life.py"
PATIENCE = 900  # seconds for one of them on a busy machine


@dataclass(frozen=True)
class Mutant:
    name: str
    file: str
    sound: str
    broken: str
    tests: tuple[str, ...] = (LIFE,)


CONTROL = Mutant("nothing at all", "peer_review/points.py", "Reason = Entry.Reason", "Reason = Entry.Reason")
MUTANTS = [
    Mutant(
        "a doubled payment is made twice",
        "peer_review/ledger.py",
        "    if Entry.objects.filter(key=key).exists():\n        return None\n",
        '    key += f"#{Entry.objects.count()}"\n',
    ),
    Mutant(
        "each way to settle has its own key",
        "peer_review/points.py",
        'key = f"settle:{evaluation.pk}"',
        'key = f"settle:{reason}:{evaluation.pk}"',
    ),
    Mutant(
        "points move without a transfer",
        "peer_review/ledger.py",
        "for move in moves\n    )\n    Debt",
        "for move in moves[1:]\n    )\n    Debt",
    ),
    Mutant(
        "a debt changes without its row",
        "peer_review/ledger.py",
        "for debt in debts)\n    news",
        "for debt in debts if debt.change > 0)\n    news",
    ),
    Mutant(
        "the target of a move gets nothing",
        "peer_review/ledger.py",
        'update(balance=F("balance") + move.amount)',
        'update(balance=F("balance") + 0)',
    ),
    Mutant(
        "the price is not put aside",
        "peer_review/booking.py",
        "    points.hold(evaluation, by=by)\n",
        "",
    ),
    Mutant(
        "who leaves pays nothing back",
        "peer_review/points.py",
        "some(Move(account, commons, account.balance), Move(commons, sink, share))",
        "some(Move(commons, sink, share))",
        ("tests/peer_review/test_points.py",),
    ),
    Mutant(
        "the ceiling is not looked at",
        "peer_review/points.py",
        "kept = min(price - repaid, max(0, settings_of(cohort).ceiling_points - account.balance))",
        "kept = price - repaid",
    ),
    Mutant(
        "the commons lends without limit",
        "peer_review/purse.py",
        "self.commons.balance >= self.price and owed + self.price <= credit",
        "self.commons.balance >= self.price",
        ("tests/peer_review/test_points.py",),
    ),
    Mutant(
        "a refund forgets the loan",
        "peer_review/points.py",
        "person = loan.account if loan else source",
        "person, loan = source, None",
        ("tests/peer_review/test_points.py",),
    ),
    Mutant(
        "a fine has no limit",
        "peer_review/points.py",
        "owed = max(0, min(rules.fine_points - paid, rules.credit_points - account.owed))",
        "owed = rules.fine_points - paid",
        ("tests/peer_review/test_points.py",),
    ),
    Mutant(
        "a late cancellation settles twice",
        "peer_review/booking.py",
        "        (points.forfeit if late else points.refund)(evaluation, by=by)\n",
        "        (points.forfeit if late else points.refund)(evaluation, by=by)\n"
        "        Evaluation.objects.filter(pk=evaluation.pk).update(state='booked', ended_at=None)\n",
    ),
    Mutant(
        "an evaluation that ended keeps everybody's time",
        "peer_review/evaluations.py",
        "        Presence.objects.filter(evaluation=evaluation).delete()\n",
        "        Presence.objects.filter(evaluation=evaluation, user=evaluation.evaluator).delete()\n",
        ("tests/peer_review/test_booking.py",),
    ),
    Mutant(
        "the time of an evaluator is not reserved",
        "peer_review/booking.py",
        "for user in (plan.evaluator_id, *members)",
        "for user in members",
    ),
    Mutant(
        "one request books as often as it comes",
        "peer_review/booking.py",
        "        return booked\n",
        '        request = ""\n',
        ("tests/peer_review/test_booking.py",),
    ),
    Mutant(
        "favours are returned at once",
        "peer_review/matching/rules.py",
        "favour_days=market.no_return_days",
        "favour_days=0",
    ),
    Mutant(
        "the weekly act is not once a week",
        "peer_review/weekly.py",
        'if WeeklyAct.objects.filter(cohort=cohort, week=week, refused="").exists():',
        "if False:",
        ("tests/peer_review/test_weekly.py",),
    ),
    Mutant(
        "more than is missing is paid out",
        "peer_review/weekly.py",
        "most = max(0, min(gap, economy.heads * rules.dividend_heads_percent // 100))",
        "most = economy.heads",
        ("tests/peer_review/test_weekly.py",),
    ),
    Mutant(
        "what the evaluator has spent is not issued anew",
        "peer_review/gifts.py",
        "issued = 0 if source == mint else amount - has",
        "issued = 0",
        ("tests/peer_review/test_gifts.py",),
    ),
    Mutant(
        "a sale never ends",
        "peer_review/sales.py",
        "if sale and (pool - rules.price_points < reserve or not full):",
        "if sale and not full:",
        ("tests/peer_review/test_sales.py",),
    ),
    Mutant(
        "an evaluation that moves keeps its old time",
        "peer_review/rescheduling.py",
        "    Presence.objects.filter(evaluation=evaluation).delete()\n",
        "",
        (BUSY_LIFE,),
    ),
    Mutant(
        "an objection that is answered keeps its point aside",
        "peer_review/deposits.py",
        "    if objection.price:\n        moves = [Move(ledger.account(cohort, Kind.ESCROW), target",
        "    if not objection.price:\n        moves = [Move(ledger.account(cohort, Kind.ESCROW), target",
        (BUSY_LIFE,),
    ),
    Mutant(
        "who leaves goes on searching",
        "peer_review/departures.py",
        "    waiting.end_left(cohort)\n",
        "",
        ("tests/peer_review/test_departures.py",),
    ),
]


def copy_of_the_tree(to: Path) -> None:
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, to / name, ignore=shutil.ignore_patterns("__pycache__", "curriculum"))
        else:
            shutil.copy(source, to / name)


def broken(mutant: Mutant, source: str) -> str:
    """The file with the bug in it; the sound words must stand there once."""
    found = source.count(mutant.sound)
    if found != 1:
        raise ValueError(f"“{mutant.name}” no longer fits: its words stand {found} times in {mutant.file}")
    return source.replace(mutant.sound, mutant.broken)


def verdict(mutant: Mutant, tree: Path) -> tuple[str, str, float]:
    """Whether its tests caught it, the test that did, and in how many seconds."""
    path = tree / mutant.file
    sound = path.read_text()
    path.write_text(broken(mutant, sound))
    begun = time.monotonic()
    # The tables as the models have them: history would take longer than most of these tests.
    options = ["-q", "-x", "-p", "no:cacheprovider", "--no-migrations"]
    command = [sys.executable, "-m", "pytest", *options, *mutant.tests]
    environment = {**os.environ, "VAR_DIR": str(tree / "var"), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        ran = subprocess.run(
            command, cwd=tree, env=environment, capture_output=True, timeout=PATIENCE, text=True
        )
    finally:
        path.write_text(sound)
    # 1: tests failed. Anything else but 0 means that they did not run, which proves nothing.
    word = {0: "SURVIVED", 1: "caught"}.get(ran.returncode, f"did not run ({ran.returncode})")
    failed = re.search(r"^(?:FAILED|ERROR) \S+::(\w+)", ran.stdout, re.MULTILINE)
    return word, failed.group(1) if failed else "-", time.monotonic() - begun


def main(words: list[str]) -> int:
    chosen = [mutant for mutant in MUTANTS if all(word in mutant.name for word in words)]
    survived = 0
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        copy_of_the_tree(tree)
        print("| bug | file | verdict | by | s |\n|---|---|---|---|---|", flush=True)
        for mutant in [CONTROL, *chosen]:  # the tests must pass in the copy, or a failure proves nothing
            word, test, seconds = verdict(mutant, tree)
            survived += word != ("SURVIVED" if mutant is CONTROL else "caught")
            print(f"| {mutant.name} | `{mutant.file}` | {word} | `{test}` | {seconds:.0f} |", flush=True)
    return 1 if survived else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
