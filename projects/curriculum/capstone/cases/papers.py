"""Whether the papers of a team say what papers of this kind have to say. People judge which of it is true."""

import posixpath
import re

from judge import passed, wrong

# For each paper its sections, each by any of these words in a heading, and the least letters of one.
SECTIONS = {
    "PLAN.md": (
        [
            ("협력 기관", "partner"),
            ("문제", "problem"),
            ("목표", "goals"),
            ("역할", "roles"),
            ("일정", "schedule"),
            ("위험", "risks"),
        ],
        40,
    ),
    "README.md": (
        [
            ("설치", "빌드", "build", "install"),
            ("실행", "시작", "run", "start"),
            ("테스트", "tests"),
            ("구조", "structure"),
        ],
        30,
    ),
    "DEMO.md": ([("준비", "before", "prepare"), ("순서", "steps"), ("실패", "fails", "fail")], 30),
    "REPORT.md": (
        [
            ("문제", "problem"),
            ("만든", "built"),
            ("측정", "measure"),
            ("사용자", "users"),
            ("한계", "limits"),
            ("배운", "learnt", "learned"),
            ("기여", "who did", "contributions"),
        ],
        50,
    ),
}
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*$", re.MULTILINE)
DATE = re.compile(r"\b20\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])\b")
PERSON = re.compile(r"(?<![\w@])@[a-z][a-z0-9-]{1,30}\b")
BLANK = re.compile(
    r"\b(?:todo|tbd|fixme|xxx)\b|lorem ipsum|여기에 (?:쓰|적|작성)|작성 ?예정|추후 작성", re.IGNORECASE
)
LINK = re.compile(r"\]\(([^)\s]+)")
SECRETS = re.compile(
    r"(?:^|/)(?:\.env(?:\.(?!example$|sample$).*)?|id_(?:rsa|ed25519|ecdsa)|.*\.pem|.*\.p12|credentials\.json)$"
)
LITTER = re.compile(r"(?:^|/)(?:node_modules|__pycache__|\.venv|venv|\.idea|\.DS_Store)(?:/|$)|\.pyc$")
STEPS, DATES, PEOPLE, NUMBERS = 5, 4, 4, 6


def check(case):
    return CHECKS.get(case["name"], _sections)(case)


def _text(case, name=None):
    """A paper without its comments; the first that the case names."""
    name = name or next(iter(case["files"]))
    return re.sub(r"<!--.*?-->", "", case["files"].get(name) or "", flags=re.DOTALL)


def _parts(text):
    """(heading, what stands below it until the next heading) of each."""
    found = list(HEADING.finditer(text))
    ends = [*(one.start() for one in found), len(text)][1:]  # without a heading there is no end either
    return [(one[1].lower(), text[one.end() : end]) for one, end in zip(found, ends, strict=True)]


def _sections(case):
    name, text = next(iter(case["files"])), _text(case)
    wanted, least = SECTIONS[name]
    parts = _parts(text)
    for words in wanted:
        below = [body for heading, body in parts if any(word in heading for word in words)]
        if not below:
            return wrong(
                ko=f"{name}에 제목 '{words[0]}'이(가) 없습니다.",
                en=f"{name} has no heading with the word '{words[-1]}'.",
            )
        if max(len(re.sub(r"\W", "", body)) for body in below) < least:
            return wrong(
                ko=f"{name}의 '{words[0]}' 아래에 내용이 거의 없습니다.",
                en=f"Next to nothing stands below '{words[-1]}' in {name}.",
            )
    return _orders(text) if name == "DEMO.md" else _commands(text) if name == "README.md" else passed()


def _orders(text):
    count = len(re.findall(r"^\s*\d+[.)]\s+\S", text, re.MULTILINE))
    if count < STEPS:
        return wrong(
            ko=f"DEMO.md의 순서가 {count}단계뿐입니다. {STEPS}단계 이상.",
            en=f"DEMO.md has {count} numbered steps; write at least {STEPS}.",
        )
    return passed()


def _commands(text):
    for script in ("build.sh", "serve.sh", "test.sh"):
        if script not in text:
            return wrong(
                ko=f"README.md가 {script}을(를) 말하지 않습니다.", en=f"README.md does not tell of {script}."
            )
    return passed()


def _plan(case):
    text = _text(case)
    dates, people = set(DATE.findall(text)), set(PERSON.findall(text))
    if len(dates) < DATES:
        return wrong(
            ko=f"PLAN.md에 날짜(2026-05-31처럼)가 {DATES}개 이상 있어야 하는데 {len(dates)}개입니다.",
            en=f"PLAN.md should hold {DATES} dates or more, as in 2026-05-31; it holds {len(dates)}.",
        )
    if len(people) < PEOPLE:
        return wrong(
            ko=f"PLAN.md의 역할에 팀원 모두의 @로그인이 있어야 하는데 {len(people)}명입니다.",
            en=f"PLAN.md should name everybody by @login; it names {len(people)}.",
        )
    return passed()


def _measures(case):
    bodies = [body for heading, body in _parts(_text(case)) if "측정" in heading or "measure" in heading]
    rows = [line for body in bodies for line in body.splitlines() if line.lstrip().startswith("|")]
    if len(re.findall(r"\d+(?:[.,]\d+)?", "\n".join(rows))) < NUMBERS:
        return wrong(
            ko=f"REPORT.md의 측정에 수가 {NUMBERS}개 이상 든 표가 없습니다.",
            en=f"Below 'Measurements' in REPORT.md there is no table with {NUMBERS} numbers or more.",
        )
    return passed()


def _blanks(case):
    for name in case["files"]:
        if found := BLANK.search(_text(case, name)):
            return wrong(
                ko=f"{name}에 채우지 않은 곳이 있습니다: {found[0]}",
                en=f"Something is left to fill in in {name}: {found[0]}",
            )
    return passed()


def _links(case):
    there = {posixpath.normpath(line) for line in case["stdout"].splitlines()}
    folders = {posixpath.dirname(path) for path in there}
    for name in case["files"]:
        for target in LINK.findall(_text(case, name)):
            path = posixpath.normpath(target.partition("#")[0] or name)
            if ":" not in target and path not in there | folders:
                return wrong(
                    ko=f"{name}의 링크 {target[:80]}이(가) 가리키는 파일이 없습니다.",
                    en=f"{name} links to {target[:80]}, which is not there.",
                )
    return passed()


def _unwanted(case):
    for path in sorted(case["stdout"].splitlines()):
        if SECRETS.search(path) or LITTER.search(path):
            return wrong(
                ko=f"저장소에 있으면 안 되는 파일입니다: {path[:80]}",
                en=f"This does not belong into a repository: {path[:80]}",
            )
    return passed()


CHECKS = {
    "plan-has-dates-and-names": _plan,
    "report-measures": _measures,
    "nothing-left-to-fill-in": _blanks,
    "links-lead-somewhere": _links,
    "no-secrets-no-litter": _unwanted,
}
