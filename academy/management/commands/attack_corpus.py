"""Try the public corpus of attacks against this grader and print a table (docs/attack-corpus.md)."""

import json
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from grader import images
from grader.attacks import DOORS, Attack, Ground, Tried, WatchedEngine, corpus, export
from grader.sandbox import SandboxFault
from projects.folder.source import BadFolder

LINE = "{mark:3}{attack:44} {kind:8} {cls:2} {row:>3}  {got:28} {seconds:6} {beside:>6} {after:>6}"
HEAD = LINE.format(
    mark="",
    attack="attack",
    kind="kind",
    cls="",
    row="row",
    got="got",
    seconds="s",
    beside="beside",
    after="after",
)
SLOW = 3.0  # times that an honest hand-in may take beside an attack or after one


class Command(BaseCommand):
    help = "Tries the corpus of attacks: what each got, and what honest work beside it and after it suffered."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("names", nargs="*", metavar="attack", help="default: all")
        parser.add_argument("--kind", help="in this kind alone: io, call, build, archive, tree …")
        parser.add_argument("--json", action="store_true", help="a line of JSON for each")
        parser.add_argument("--root", type=Path, default=settings.BASE_DIR / "tests" / "attacks")
        parser.add_argument("--export", type=Path, metavar="FOLDER", help="write the hand-ins instead")

    def handle(self, *, names: list[str], kind: str | None, root: Path, **options: object) -> None:
        try:
            chosen = [one for one in corpus(root) if not names or one.name in names]
            pairs = [(attack, each) for attack in chosen for each in attack.kinds if kind in (None, each)]
            if folder := options["export"]:
                export(pairs, Path(str(folder)))
                return
            tried = [self._told(one, as_json=bool(options["json"])) for one in self._tried(pairs)]
        except (BadFolder, SandboxFault, images.ImageFault) as error:
            raise CommandError(str(error)) from error
        if fallen := sum(not one.held for one in tried):
            raise CommandError(f"{fallen} of {len(tried)} attacks got through.")
        self.stderr.write(self.style.SUCCESS(f"All {len(tried)} attacks were held."))

    def _tried(self, pairs: list[tuple[Attack, str]]) -> Iterator[Tried]:
        engine = WatchedEngine(boot="attacks", worker="attack-corpus")
        ground = Ground(engine, measured=True)
        for attack, kind in pairs:
            if kind not in DOORS:
                images.build(attack.task(kind).image, self.stderr.write, engine.client)
            yield ground.try_attack(attack, kind)

    def _told(self, tried: Tried, *, as_json: bool) -> Tried:
        if as_json:
            self.stdout.write(json.dumps(tried.to_json(), ensure_ascii=False))
            return tried
        if not self._headed:
            self.stdout.write(HEAD)
            self._headed = True
        self.stdout.write(_line(tried))
        for fault in tried.faults:
            self.stdout.write(self.style.ERROR(f"      {fault}"))
        return tried

    _headed = False


def _line(tried: Tried) -> str:
    return LINE.format(
        mark="✓" if tried.held else "✗",
        attack=tried.attack,
        kind=tried.kind,
        cls=tried.attack_class,
        row=tried.row or "-",
        got=", ".join(dict.fromkeys(tried.got)),
        seconds=f"{tried.seconds:.2f}",
        beside=_ratio(tried.neighbour.ratio),
        after=_ratio(tried.afterwards.ratio),
    )


def _ratio(ratio: float) -> str:
    return f"{ratio:.1f}{'!' if ratio > SLOW else ''}"
