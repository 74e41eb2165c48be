"""Try the public corpus of attacks against this grader and print a table (docs/attack-corpus.md)."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from grader import images
from grader.attacks import DOORS, SLOW, TASKS, Attack, Ground, Neighbour, Tried, WatchedEngine, corpus, export
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
TRIES = 3  # of an attack beside which honest work was slow: a busy machine must not decide
ANSWERS = 5.0  # seconds in which a site has to answer


class Command(BaseCommand):
    help = "Tries the corpus of attacks: what each got, and what honest work beside it and after it suffered."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("names", nargs="*", metavar="attack", help="default: all")
        parser.add_argument("--kind", help="in this kind alone: io, call, build, archive, tree …")
        parser.add_argument(
            "--site", metavar="URL", help="a running site, which must answer after each attack"
        )
        parser.add_argument("--json", action="store_true", help="a line of JSON for each")
        parser.add_argument("--root", type=Path, default=settings.BASE_DIR / "tests" / "attacks")
        parser.add_argument("--export", type=Path, metavar="FOLDER", help="write the hand-ins instead")

    def handle(self, *, names: list[str], kind: str | None, root: Path, **options: object) -> None:
        self.as_json, self.site = bool(options["json"]), str(options["site"] or "")
        try:
            chosen = [one for one in corpus(root) if not names or one.name in names]
            pairs = [(attack, each) for attack in chosen for each in attack.kinds if kind in (None, each)]
            if folder := options["export"]:
                export(pairs, Path(str(folder)))
                return
            tried = [self._told(one) for one in self._tried(pairs, root)]
        except (BadFolder, SandboxFault, images.ImageFault) as error:
            raise CommandError(str(error)) from error
        if fallen := sum(not one.held for one in tried):
            raise CommandError(f"{fallen} of {len(tried)} attacks got through.")
        if slow := [one.attack for one in tried if one.slowed]:
            raise CommandError(f"Honest work needed more than {SLOW:g} times as long: {', '.join(slow)}.")
        self.stderr.write(self.style.SUCCESS(f"All {len(tried)} attacks were held."))

    def _tried(self, pairs: list[tuple[Attack, str]], root: Path) -> Iterator[Tried]:
        engine = WatchedEngine(worker="attack-corpus")
        beside = Neighbour(WatchedEngine(worker="neighbour"), root / TASKS)
        ground = Ground(engine, beside, measured=True)
        try:
            for attack, kind in pairs:
                if kind not in DOORS:
                    images.build(attack.task(kind).image, self.stderr.write, engine.client)
                yield self._patiently(ground, attack, kind)
        finally:
            beside.close()

    def _patiently(self, ground: Ground, attack: Attack, kind: str) -> Tried:
        for _ in range(TRIES):
            tried = ground.try_attack(attack, kind)
            if not tried.held or not tried.slowed:
                break
        silence = _silence(self.site) if self.site else ""
        return replace(tried, faults=(*tried.faults, silence)) if silence else tried

    def _told(self, tried: Tried) -> Tried:
        if self.as_json:
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


def _silence(site: str) -> str:
    """Why the site or its worker is not alive; nothing when both are."""
    try:
        with urlopen(f"{site.rstrip('/')}/readyz", timeout=ANSWERS) as answer:  # noqa: S310 -- named by staff
            state = json.load(answer)
    except (URLError, OSError, ValueError) as error:
        return f"the site does not answer: {error}"
    return "" if state.get("grader") == "online" else f"the site's worker is gone: {state}"


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
