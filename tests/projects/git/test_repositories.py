import subprocess
from datetime import UTC, datetime, timedelta, timezone
from threading import Barrier, Thread

import pytest

from projects.git import repositories
from projects.git.process import GitFailed, environment, run
from projects.git.turns import Busy, turn
from projects.git.uploads import commit_files
from projects.intake.limits import Limits
from projects.intake.refused import HandInRefused

SEOUL = timezone(timedelta(hours=9))
NOON = datetime(2026, 11, 22, 12, tzinfo=SEOUL)


@pytest.fixture
def repository(tmp_path):
    return repositories.create(tmp_path, "team")


def commit(repository, files, *, message="Upload", author="Ada", when=NOON):
    person = {"author": author, "email": "ada@example.org", "message": message, "when": when}
    return commit_files(repository, files, limits=Limits(), **person)


def test_a_new_repository_is_empty_and_whole(repository, tmp_path):
    assert repositories.head(repository) is None
    assert (repository / "HEAD").read_text() == "ref: refs/heads/main\n"
    assert not (repository / "hooks").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["team.git"]


def test_making_a_repository_twice_keeps_what_is_there(repository, tmp_path):
    made = commit(repository, {"a": (b"1", False)})

    assert repositories.create(tmp_path, "team") == repository
    assert repositories.head(repository) == made


def test_many_who_make_the_same_repository_make_one(tmp_path):
    start, made = Barrier(4), []

    def race():
        start.wait()
        made.append(repositories.create(tmp_path, "team"))

    rivals = [Thread(target=race) for _number in range(4)]
    for rival in rivals:
        rival.start()
    for rival in rivals:
        rival.join()

    assert made == [tmp_path / "team.git"] * 4
    assert [path.name for path in tmp_path.iterdir()] == ["team.git"]


def test_an_upload_becomes_the_whole_tree_of_the_next_commit(repository):
    first = commit(repository, {"old.py": (b"1", False), "src/a.py": (b"2", False)})
    second = commit(repository, {"src/새 파일.py": (b"\0\n\xff", False), "run": (b"#!", True)})

    listed = run(repository, "ls-tree", "-r", "-z", second).decode().split("\0")[:-1]

    assert [line.split()[0] + " " + line.partition("\t")[2] for line in listed] == [
        "100755 run",
        "100644 src/새 파일.py",
    ]
    assert run(repository, "cat-file", "blob", f"{second}:src/새 파일.py") == b"\0\n\xff"
    assert run(repository, "rev-parse", f"{second}^").decode().strip() == first
    assert repositories.head(repository) == second
    run(repository, "fsck", "--strict", "--no-dangling")


def test_the_log_tells_who_when_and_what(repository):
    commit(repository, {"a": (b"1", False)}, message="첫 업로드\n\nMore")
    newest = commit(repository, {"a": (b"2", False)}, author="민지")

    entries = repositories.log(repository, newest)

    assert [(entry.author, entry.subject) for entry in entries] == [("민지", "Upload"), ("Ada", "첫 업로드")]
    assert entries[0].commit == newest
    assert entries[0].date == NOON.astimezone(UTC)
    assert repositories.log(repository, newest, limit=1) == entries[:1]


def test_endless_names_and_subjects_are_cut(repository):
    newest = commit(repository, {"a": (b"1", False)}, author="a" * 100_000, message="s" * 1_000_000)

    [entry] = repositories.log(repository, newest)

    assert len(entry.author) == 100
    assert len(entry.subject) == 200


def test_an_author_cannot_write_into_the_commit(repository):
    newest = commit(repository, {"a": (b"1", False)}, author="Eve <e@x> 0 +0000\nparent " + "0" * 40)

    assert run(repository, "rev-list", "--count", newest) == b"1\n"
    assert repositories.log(repository, newest)[0].author.startswith("Eve e@x 0 +0000parent")


@pytest.mark.parametrize("when", [datetime(1970, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)])
def test_any_date_can_be_told(repository, when):
    newest = commit(repository, {"a": (b"1", False)}, when=when)

    assert repositories.log(repository, newest)[0].date == when


def test_a_date_beyond_the_calendar_is_told_as_its_last_day(repository):
    tree = plumbing(repository, "mktree")
    text = f"tree {tree}\nauthor A <a@b> 99999999999999 +0000\ncommitter A <a@b> 0 +0000\n\nLate\n"
    late = plumbing(repository, "hash-object", "-t", "commit", "-w", "--stdin", stdin=text)

    assert repositories.log(repository, late)[0].date.year in (1970, 9999)


def plumbing(repository, *arguments, stdin=""):
    order = ["git", "--git-dir", str(repository), *arguments]
    done = subprocess.run(order, input=stdin, env=environment(), text=True, check=True, capture_output=True)
    return done.stdout.strip()


@pytest.mark.parametrize("path", ["../up", "a\nM 100644 inline b", ".git/hooks/x", '"quoted"'])
def test_a_name_that_is_not_clean_is_not_committed(repository, path):
    with pytest.raises(HandInRefused):
        commit(repository, {path: (b"1", False)})

    assert repositories.head(repository) is None


def test_an_upload_waits_for_the_push_that_is_under_way(repository, monkeypatch):
    monkeypatch.setattr("projects.git.uploads.turn", lambda repository: turn(repository, seconds=0.1))

    with turn(repository), pytest.raises(Busy):
        commit(repository, {"a": (b"1", False)})


def test_git_runs_without_anything_of_the_servers_environment(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "s3cret")
    monkeypatch.setenv("GIT_OBJECT_DIRECTORY", "/elsewhere")

    variables = environment()

    assert not {"SECRET_KEY", "GIT_OBJECT_DIRECTORY", "GIT_DIR"} & set(variables)
    assert variables["HOME"] == "/nonexistent"


def test_git_that_takes_too_long_is_ended(repository):
    with pytest.raises(GitFailed, match="took longer than"):
        run(repository, "-c", "alias.wait=!sleep 5", "wait", seconds=0.2)


def test_git_that_fails_says_why(repository):
    with pytest.raises(GitFailed, match="bad revision"):
        run(repository, "log", "no-such-branch", "--")
