import base64

import httpx
import pytest

from projects.git import untold
from tests.projects.git.trainees import TOKEN, git


@pytest.mark.parametrize("version", [0, 2])
def test_what_is_pushed_can_be_cloned_in_both_protocols(team, ada, version):
    ada.git("config", "protocol.version", version)
    commit = ada.commit({"main.py": "print(1)\n", "이름.py": "print(2)\n"})

    said = ada.push()
    other = team.clone("bob", "-c", f"protocol.version={version}")

    assert said.taken
    assert team.head() == other.git("rev-parse", "HEAD") == commit
    assert (other.path / "이름.py").read_text() == "print(2)\n"


def test_a_push_in_chunks_arrives_whole(team, ada):
    ada.git("config", "http.postBuffer", "1024")
    commit = ada.commit({"data.bin": bytes(range(256)) * 4000})

    said = ada.push()

    assert said.taken
    assert team.head() == commit


def test_work_goes_on_in_a_shallow_clone(team, ada):
    for number in range(5):
        ada.commit({"main.py": f"print({number})\n"})
    ada.push()

    shallow = team.clone("bob", "--depth", "1")
    commit = shallow.commit({"more.py": "print('more')\n"})

    assert shallow.git("rev-list", "--count", "HEAD~1") == "1"
    assert shallow.push().taken
    assert team.head() == commit


def test_a_partial_clone_fetches_the_rest_when_it_is_needed(team, ada):
    ada.commit({"main.py": "print(1)\n"})
    ada.push()

    partial = team.clone("bob", "--filter=blob:none", "--no-checkout")

    assert partial.git("show", "HEAD:main.py") == "print(1)"


def test_the_site_hears_of_each_push_once(team, ada):
    first = ada.commit({"main.py": "1"})
    ada.push()
    second = ada.commit({"main.py": "2"})
    ada.push()

    ada.push()
    ada.push("origin", "HEAD:dev")

    assert team.pushes() == [("ada", None, first), ("ada", first, second)]
    assert untold.actor_of(team.repository) is None


def test_a_site_that_fails_does_not_undo_the_push(team, ada, server):
    team.serve(address="fails")
    commit = ada.commit({"main.py": "1"})

    said = ada.push()

    assert said.taken
    assert team.head() == commit
    assert "The site is down" in server.said()
    assert untold.actor_of(team.repository) == "ada"  # for the next sweep


def test_a_bad_token_is_told_what_is_needed(team):
    done = git("clone", team.url(token="wrong"), "there", cwd=team.folder, check=False)

    assert done.returncode != 0
    assert "remote: Sign in with your login and, as the password, an access token" in done.stderr
    assert "remote: 아이디와, 비밀번호 자리에" in done.stderr


def test_a_stranger_learns_nothing_about_which_repositories_exist(team):
    answers = [
        httpx.get(address + "/info/refs?service=git-upload-pack")
        for address in (team.url(token="wrong"), team.url(token="wrong").replace(team.key, "no-such-team"))
    ]

    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].text == answers[1].text
    assert answers[0].headers["www-authenticate"] == 'Basic realm="Bitgoeul", charset="UTF-8"'


def test_a_reader_clones_but_cannot_push(team, ada):
    ada.commit({"main.py": "1"})
    ada.push()
    team.serve(readers=["eve"])

    reader = team.clone("eve")
    reader.commit({"main.py": "2"})
    said = reader.push()

    assert not said.taken
    assert "Sign in with your login" in said
    assert len(team.pushes()) == 1


def test_a_repository_that_was_removed_is_told(team):
    team.repository.rename(team.repository.with_suffix(".away"))

    done = git("ls-remote", team.url(), cwd=team.folder, check=False)

    assert "There is no such repository." in done.stderr


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/info/refs", 403),
        ("GET", "/info/refs?service=git-archive", 403),
        ("GET", "/HEAD", 404),
        ("GET", "/objects/info/packs", 404),
        ("GET", "/config", 404),
        ("GET", "/../served.json", 404),
        ("GET", "%2f..%2f..%2fetc%2fpasswd", 404),
        ("POST", "/info/refs?service=git-upload-pack", 405),
        ("GET", "/git-receive-pack", 405),
    ],
    ids=["dumb", "other-service", "head", "packs", "config", "dots", "escaped-dots", "post-refs", "get-pack"],
)
def test_only_the_four_requests_of_git_are_answered(team, method, path, status):
    answer = httpx.request(method, team.url() + path)

    assert answer.status_code == status
    assert answer.text.count("\n") == 2  # one sentence in each language


@pytest.mark.parametrize(
    "authorization",
    [
        "",
        "Basic",
        "Basic !!!",
        "Basic " + base64.b64encode(b"no colon").decode(),
        "Basic /w==",
        f"Bearer {TOKEN}",
    ],
    ids=["none", "empty", "not-base64", "no-colon", "not-utf8", "bearer"],
)
def test_damaged_credentials_are_asked_for_again(team, authorization):
    address = f"http://127.0.0.1:{team.server.port}/git/{team.key}.git/info/refs?service=git-upload-pack"

    answer = httpx.get(address, headers={"Authorization": authorization})

    assert answer.status_code == 401


def test_two_pushes_at_once_leave_one_history(team, ada):
    bob = team.clone("bob")
    commits = {ada.commit({"a.py": "a"}): ada, bob.commit({"b.py": "b"}): bob}
    pushes = [clone.start_push() for clone in commits.values()]

    said = [push.communicate(timeout=60)[1] for push in pushes]

    taken = [commit for commit, push in zip(commits, pushes, strict=True) if push.returncode == 0]
    assert taken == [team.head()]
    assert [actor for actor, _before, _after in team.pushes()] == [
        "ada" if taken[0] == next(iter(commits)) else "bob"
    ]
    loser = next(text for text, push in zip(said, pushes, strict=True) if push.returncode)
    assert "in the meantime" in loser or "fetch first" in loser
