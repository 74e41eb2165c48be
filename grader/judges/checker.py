"""The author's checker of an `io` stage, in the second box: for where several answers are right."""

from collections.abc import Mapping, Sequence

from grader.report import Outcome, Said

from .bench import Bench, unfetched

MOST_FILE = 4 << 20  # bytes of a file that the program wrote
FUNCTION = "check"

Told = str | list[str] | None


def judged(
    path: str, told: Mapping[str, Told], *, written: Sequence[str], bench: Bench
) -> tuple[Outcome, Said | None]:
    """What `check` says of a case, which gets as a mapping what is `told` and the `written` files.

    Raises AuthorFault: what a checker does wrong is not the trainee's fault.
    """
    files: dict[str, str] = {}
    for name in written:
        content, problem = bench.box.fetch(name, most=MOST_FILE)
        if problem:
            return "wrong", unfetched(problem, name)
        files[name] = text(content)
    with bench.author(path) as code:
        verdict = code.verdict(FUNCTION, {**told, "files": files})
    return verdict.outcome, verdict.said


def text(content: bytes) -> str:
    """A program may print anything; a checker is spared what is no text."""
    return content.decode("utf-8", "replace")
