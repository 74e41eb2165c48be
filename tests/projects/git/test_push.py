"""Every rule of a push, each with the sentence in git's own output."""

import pytest

from projects.git.turns import turn
from tests.projects.git.trainees import wait_until

NOTHING = "0" * 40


@pytest.fixture
def started(team, ada):
    """A repository with one commit on main."""
    ada.commit({"main.py": "print(1)\n"})
    ada.push()
    return team.head()


def refused(team, said, sentence):
    """True when the push was refused with these words and left nothing behind."""
    assert sentence in said
    assert not said.taken
    assert team.quarantines() == []
    return True


@pytest.mark.parametrize("branch", ["master", "dev", "feature/x"])
def test_another_branch_is_told_the_right_command(team, ada, branch):
    ada.commit({"main.py": "1"})

    said = ada.push("origin", f"HEAD:refs/heads/{branch}")

    sentence = (
        f"You pushed the branch ‘{branch}’, but only ‘main’ is kept and graded. Run: git push origin HEAD:"
    )
    assert refused(team, said, sentence)
    assert team.head() is None


def test_the_right_branch_does_not_save_a_wrong_one_beside_it(team, ada):
    ada.commit({"main.py": "1"})

    said = ada.push("origin", "HEAD:main", "HEAD:dev")

    assert refused(team, said, "You pushed the branch ‘dev’")
    assert team.head() is None


def test_korean_trainees_read_korean(team, ada):
    team.serve(language="ko")
    ada.commit({"main.py": "1"})

    said = ada.push("origin", "HEAD:master")

    assert refused(team, said, "‘master’ 브랜치를 푸시했지만 ‘main’ 브랜치만 보관하고 채점합니다.")


def test_tags_are_not_kept(team, ada, started):
    ada.git("tag", "v1")

    said = ada.push("origin", "v1")

    assert refused(team, said, "Tags are not kept here (‘v1’).")


def test_other_refs_are_not_kept(team, ada, started):
    said = ada.push("origin", "HEAD:refs/notes/mine")

    assert refused(team, said, "‘refs/notes/mine’ is not a branch")


def test_the_branch_cannot_be_deleted(team, ada, started):
    said = ada.push("origin", ":main")

    assert refused(team, said, "‘main’ cannot be deleted: what was handed in stays.")
    assert team.head() == started


def test_a_forced_push_cannot_throw_work_away(team, ada, started):
    ada.git("commit", "--amend", "-m", "Other")

    said = ada.push("--force", "origin", "HEAD:main")

    assert refused(team, said, "This push would throw away commits that are already here")
    assert team.head() == started


def test_a_push_that_believes_in_an_older_state_is_told_so(team, ada, started):
    """Between its first look at the server and the push itself, somebody else is faster."""
    bob = team.clone("bob")
    faster = bob.commit({"bob.py": "1"})
    ada.commit({"main.py": "2"})
    ada.before_pushing(f"exec git -C '{bob.path}' push --quiet origin HEAD:main")

    said = ada.push()

    assert team.head() == faster
    assert refused(team, said, "Somebody else pushed to this repository in the meantime.")


def test_a_closed_attempt_takes_nothing_and_says_why(team, ada, started):
    team.serve(refusal="This attempt is closed: its work is being judged.")
    ada.commit({"main.py": "2"})

    said = ada.push()

    assert refused(team, said, "This attempt is closed: its work is being judged.")
    assert team.head() == started
    assert team.clone("bob").git("rev-parse", "HEAD") == started


def test_an_attempt_that_closes_while_a_push_waits_is_closed_for_it(team, ada, started):
    ada.commit({"main.py": "2"})
    asked = team.asked()

    with turn(team.repository):
        push = ada.start_push()
        wait_until(lambda: team.asked() == asked + 2)  # for the first look, and for the push that waits now
        team.serve(refusal="This attempt is closed.")
    said = push.communicate(timeout=60)[1]

    assert "remote: This attempt is closed." in said
    assert team.head() == started


# -- What the tree holds -----------------------------------------------------------------------------


def test_a_symbolic_link_is_refused_by_name(team, ada):
    (ada.path / "link").symlink_to("/etc/passwd")
    ada.commit({"main.py": "1"})

    said = ada.push()

    assert refused(team, said, "‘link’ is a link. Hand in the file itself.")


def test_a_submodule_is_refused_with_the_way_out(team, ada):
    commit = ada.commit({"main.py": "1"})
    ada.git("update-index", "--add", "--cacheinfo", f"160000,{commit},inner")
    ada.git("commit", "-qm", "Submodule")

    said = ada.push()

    assert refused(
        team, said, "‘inner’ is a repository inside yours (a submodule). Run: git rm --cached 'inner'"
    )


def test_a_submodule_cannot_smuggle_a_command_into_the_sentence(team, ada):
    commit = ada.commit({"main.py": "1"})
    ada.git("update-index", "--add", "--cacheinfo", f"160000,{commit},x'; reboot; '")
    ada.git("commit", "-qm", "Submodule")

    said = ada.push()

    assert refused(team, said, "holds a character that is not accepted (U+0027).")
    assert "git rm" not in said


def test_a_hundred_thousand_files_stop_at_the_limit(team, ada):
    blob = ada.object("blob", b"x")
    entries = [(b"100644", b"f%06d" % number, blob) for number in range(100_000)]

    said = ada.push("origin", f"{ada.commit_tree(*entries)}:refs/heads/main")

    assert refused(team, said, "There are more than 500 files and folders.")


@pytest.mark.parametrize("leaf", ["blob", "tree"], ids=["files", "empty-folders"])
def test_a_bomb_of_ten_thousand_million_entries_stops_at_the_limit(team, ada, leaf):
    digest, mode = ada.object(leaf, b""), b"100644" if leaf == "blob" else b"40000"
    for _level in range(10):
        tree = b"".join(b"%b %d\0%b" % (mode, n, bytes.fromhex(digest)) for n in range(10))
        digest, mode = ada.object("tree", tree), b"40000"
    commit = ada.git("commit-tree", digest, "-m", "Bomb")

    said = ada.push("origin", f"{commit}:refs/heads/main")

    sentence = (
        "There are more than 500 files and folders." if leaf == "blob" else "lies more than 12 levels deep."
    )
    assert sentence in said or refused(team, said, "There are more than 500 files and folders.")


def test_a_tree_nested_a_hundred_deep_is_refused(team, ada):
    digest, mode = ada.object("blob", b"x"), b"100644"
    for _level in range(100):
        digest, mode = ada.object("tree", b"%b d\0%b" % (mode, bytes.fromhex(digest))), b"40000"
    commit = ada.git("commit-tree", digest, "-m", "Deep")

    said = ada.push("origin", f"{commit}:refs/heads/main")

    assert refused(team, said, "lies more than 12 levels deep.")


def test_a_large_file_is_named_with_its_size(team, ada):
    ada.commit({"ok.py": "1", "data/large.bin": b"\0" * (5 << 20)})

    said = ada.push()

    assert refused(team, said, "‘data/large.bin’ has 5 MB. One file may have 4 MB at most.")


def test_many_files_that_are_too_much_together_are_refused(team, ada):
    ada.commit({f"{number}.bin": bytes([number]) * (4 << 20) for number in range(5)})

    said = ada.push()

    assert refused(team, said, "All files together have more than 16 MB.")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        (b"..", "‘..’ points outside your work."),
        (b"/etc", "‘/etc’ points outside your work."),
        (b"a/../b", "‘a/../b’ points outside your work."),
        (b".", "The path ‘.’ holds an empty name."),
        (b".git", "The name ‘.git’ is reserved."),
        (b".GIT", "The name ‘.GIT’ is reserved."),
        (b".env", "The name ‘.env’ is reserved."),
        (b"aux.py", "The name ‘aux.py’ is reserved."),
        (b"-rf", "The name ‘-rf’ starts with ‘-’"),
        (b"end.", "ends with ‘.’"),
        (b"a\nb", "The name ‘a\\u000ab’ holds a character that is not accepted (U+000A)."),
        (b"a\\b", "(U+005C)"),
        ("cod\u202eyp.exe".encode(), "‘cod\\u202eyp.exe’ holds a character that is not accepted (U+202E)."),
        ("a\u200bb".encode(), "(U+200B)"),
        (b"\xff\xfe", "The name ‘\\xff\\xfe’ cannot be read. Names must be written in UTF-8."),
        (b"n" * 101, "is longer than 100 bytes."),
        (b"n" * 100_000, "is longer than 240 bytes."),
    ],
    ids=lambda value: repr(value)[:20] if isinstance(value, bytes) else "",
)  # fmt: skip
def test_a_bad_name_is_refused_and_shown_harmlessly(team, ada, name, sentence):
    commit = ada.commit_tree((b"100644", name, ada.object("blob", b"x")))

    said = ada.push("origin", f"{commit}:refs/heads/main")

    assert refused(team, said, sentence)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Main.py", "main.py"), ("Straße", "STRASSE"), ("①", "1")],
    ids=["case", "sharp-s", "circled-digit"],
)  # fmt: skip
def test_names_that_many_computers_mix_up_are_refused(team, ada, one, other):
    blob = ada.object("blob", b"x")
    names = sorted([one.encode(), other.encode()])

    said = ada.push(
        "origin", ada.commit_tree(*((b"100644", name, blob) for name in names)) + ":refs/heads/main"
    )

    assert refused(team, said, "are the same name on many computers.")


def test_an_earlier_commit_cannot_hide_a_dangerous_name(team, ada):
    bad = ada.commit_tree((b"40000", b".git", ada.object("tree", b"")))
    good = ada.commit_tree((b"100644", b"main.py", ada.object("blob", b"x")), parent=bad)

    said = ada.push("origin", f"{good}:refs/heads/main")

    assert refused(team, said, "An object in the history of this push is not safe to keep:")
    assert "hasDotgit" in said


def test_a_link_that_is_gone_in_the_last_commit_does_no_harm(team, ada):
    (ada.path / "link").symlink_to("main.py")
    ada.commit({"main.py": "1"})
    (ada.path / "link").unlink()
    commit = ada.commit({"main.py": "2"})

    said = ada.push()

    assert said.taken
    assert team.head() == commit


def test_a_repository_has_room_for_so_much_and_no_more(team, ada, started):
    team.serve(limits={"repository": 2 << 20})
    ada.commit({"1.bin": ada.noise(1 << 20), "2.bin": ada.noise((1 << 20) + 1)})

    said = ada.push()

    assert refused(team, said, "The repository is full: it would hold 2 MB, and 2 MB is the most.")
    assert team.head() == started


def test_an_object_that_git_itself_finds_broken_is_refused(team, ada):
    tree = ada.object("tree", b"")
    broken = ada.object("commit", f"tree {tree}\nauthor no date\ncommitter no date\n\nBroken\n".encode())

    said = ada.push("origin", f"{broken}:refs/heads/main")

    assert refused(team, said, "missingEmail")


def test_a_fault_of_ours_lets_nothing_in_and_shows_no_inside(team, ada, server):
    team.serve(limits={"path": "no number"})
    ada.commit({"main.py": "1"})

    said = ada.push()

    assert refused(team, said, "The academy could not check this push, so nothing of it was kept.")
    assert "Traceback" not in said
    assert team.head() is None
    assert "TypeError" in server.said()


# -- The greeting --------------------------------------------------------------------------------


def test_a_push_is_greeted_with_what_was_received(team, ada):
    team.serve(address="https://academy.example/projects/x/", expected=["ex00/이름.py"])
    commit = ada.commit({"ex00/이름.py": "print('안녕')\n", "README.md": "# x\n"})

    said = ada.push()

    assert (
        f"Received {commit[:7]} (files: 2, 20 B). Your project: https://academy.example/projects/x/" in said
    )
    assert "missing" not in said


def test_missing_files_are_named_and_the_push_is_kept(team, ada):
    team.serve(expected=["ex00/hello.py", "ex01/sum.py", "main.py"])
    commit = ada.commit({"main.py": "1"})

    said = ada.push()

    assert "Kept, but not graded yet: ex00/hello.py, ex01/sum.py are missing." in said
    assert team.head() == commit


def test_one_missing_file_is_told_in_korean(team, ada):
    team.serve(expected=["ex00/hello.py"], language="ko")
    ada.commit({"main.py": "1"})

    said = ada.push()

    assert "저장했지만 아직 채점할 수 없습니다. 없는 파일: ex00/hello.py" in said
    assert said.taken


def test_an_empty_tree_is_kept_and_told(team, ada):
    team.serve(expected=["main.py"])
    commit = ada.commit({}, "Nothing yet")

    said = ada.push()

    assert f"Received {commit[:7]} (files: 0, 0 B). Kept, but not graded yet: main.py is missing." in said
