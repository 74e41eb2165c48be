"""The commands that people type and the programs they stand on, also where little goes well."""

import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import textwrap
import time
import urllib.request
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from scripts import catalogues, traces

ROOT = Path(__file__).resolve().parent.parent
NEEDED = "bash cat cut dirname echo env grep head mkdir mktemp readlink rm sed sha256sum tail tee tr wc xargs"


def call(*command, **variables):
    """What `command` says on screen and its exit status."""
    environment = {**os.environ, **{name: str(value) for name, value in variables.items()}}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
    return done.stdout + done.stderr, done.returncode


@pytest.fixture
def port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


class Machine:
    """A PATH with the basic programs and those that a test writes."""

    def __init__(self, folder):
        self.folder = folder
        for name in NEEDED.split():
            (folder / name).symlink_to(shutil.which(name))
        self.has("sleep", "exit 0")

    def has(self, name, does):
        program = self.folder / name
        program.write_text(f"#!{shutil.which('bash')}\n{textwrap.dedent(does)}\n")
        program.chmod(0o755)

    def call(self, *command, **variables):
        return call(*command, PATH=self.folder, COMMAND="./run", **variables)


@pytest.fixture
def machine(tmp_path):
    folder = tmp_path / "programs"
    folder.mkdir()
    return Machine(folder)


# -- What the command line understands ---------------------------------------------------------------


def test_every_option_that_run_reads_is_explained_by_its_help():
    options = set(re.findall(r"^ +(--[a-z-]+)\)", (ROOT / "run").read_text(), re.MULTILINE))

    said, status = call("./run", "--help")

    assert status == 0
    assert options
    assert [option for option in options if option not in said] == []


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--port"], "The last option lacks its value, as in './run --port 8080'."),
        (["--port", "web"], "'web' is no port: give a number from 1024 to 65535, as in './run --port 8080'."),
        (
            ["--port=65536"],
            "'65536' is no port: give a number from 1024 to 65535, as in './run --port 8080'.",
        ),
        (["--fast"], "'--fast' is unknown to ./run: './run --help' lists what it understands."),
    ],
)
def test_run_refuses_in_one_sentence(arguments, sentence):
    assert call("./run", *arguments) == (f"{sentence}\n", 2)


def test_run_refuses_a_port_that_is_in_use(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = other.getsockname()[1]

        said, status = call("./run", "--port", str(taken), VAR_DIR=tmp_path)

    assert status == 2
    assert said.startswith(f"Port {taken} is in use: choose another, as in './run --port ")


def test_a_second_run_in_the_same_folder_says_so_and_ends(tmp_path, port):
    with (tmp_path / "run.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)

        said, status = call("./run", "--port", str(port), VAR_DIR=tmp_path)

    assert status == 2
    assert said == "Another ./run is at work in this folder: use that one, or stop it first with Ctrl-C.\n"


# -- A whole start -----------------------------------------------------------------------------------


def start_run(port, folder):
    """Starts ./run and reads its screen until it says where the site is."""
    command = ["./run", "--no-engine", "--port", str(port)]
    variables = {**os.environ, "VAR_DIR": str(folder)}
    variables = {
        name: value for name, value in variables.items() if name not in ("DATABASE_URL", "REDIS_URL")
    }
    run = subprocess.Popen(
        command,
        cwd=ROOT,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # as at a terminal
    )
    screen = []
    for line in run.stdout:
        screen.append(line)
        if "stops with Ctrl-C" in line:
            return run, "".join(screen)
    pytest.fail(f"./run ended with {run.wait()} and said: {''.join(screen)}")


def test_run_serves_shows_the_sign_ins_once_and_stops_what_it_started(tmp_path, port):
    run, screen = start_run(port, tmp_path)
    alive = urllib.request.urlopen(f"http://localhost:{port}/healthz").status
    run.send_signal(signal.SIGINT)
    status = run.wait(60)
    passwords = re.findall(r"@example\.org +(\S+)", screen)
    logs = "".join(path.read_text() for path in (tmp_path / "log").iterdir())

    again, second_screen = start_run(port, tmp_path)
    again.terminate()
    second_status = again.wait(60)

    assert (alive, status, second_status) == (200, 130, 143)
    assert passwords
    assert [password for password in passwords if password in logs] == []
    assert "@example.org" not in second_screen
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port))


# -- Steps and their failures ------------------------------------------------------------------------


def step(script, folder):
    program = (
        f". scripts/steps.sh; begin_log {folder}/log; trap end_steps EXIT; step 'The step' bash -c {script!r}"
    )
    return call("bash", "-euc", program, "./run")


def test_a_step_says_one_line_and_keeps_the_details_in_the_log(tmp_path):
    said, status = step("echo detail", tmp_path)

    assert status == 0
    assert re.fullmatch(r" +(✓|ok) The step +0:\d\d\n", said)
    assert "detail" in (tmp_path / "log").read_text()


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("tar: write error: No space left on device", "The disk is full: free at least 3 GB"),
        (
            "E: dpkg was interrupted, you must manually run",
            "An earlier installation was cut off: run 'sudo dpkg",
        ),
        (
            "The following packages have unmet dependencies:",
            "The package system is broken: run 'sudo apt-get",
        ),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM", "A download is not the file that was locked"),
        ("E: Failed to fetch some index files", "The package servers cannot be reached"),
        ("npm error code ENOTFOUND", "The package servers cannot be reached"),
        ("PermissionError: [Errno 13] Permission denied: var", "A file here belongs to somebody else"),
        ("CommandError: The folder x lacks a subject.", "The folder x lacks a subject."),
        ("django.db.utils.OperationalError: refused", "The database does not answer or refuses"),
        ("Segmentation fault", "'The step' failed: read the end of the log"),
    ],
)
def test_a_failed_step_ends_with_the_sentence_that_fits(tmp_path, words, sentence):
    said, status = step(f'echo "{words}"; exit 1', tmp_path)

    assert status == 1
    assert said.splitlines()[-2].startswith(sentence)
    assert said.splitlines()[-1] == f"Details: {tmp_path}/log"


def test_a_failure_of_the_site_itself_is_not_blamed_on_the_network(tmp_path):
    said, _ = step('echo "File django/urls/resolvers.py, line 718"; exit 1', tmp_path)

    assert "package servers" not in said


def test_ending_a_command_ends_all_of_its_running_step(tmp_path):
    script = f"sleep 600 & echo $! >{tmp_path}/pid; wait"
    program = f". scripts/steps.sh; begin_log {tmp_path}/log; trap end_steps EXIT; trap 'exit 143' TERM; "
    command = ["bash", "-euc", f"{program} step Long bash -c {script!r}"]
    running = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)
    while not (tmp_path / "pid").exists() or not (tmp_path / "pid").read_text():
        time.sleep(0.05)

    running.terminate()

    assert running.wait(10) == 143
    until = time.monotonic() + 5
    while alive(int((tmp_path / "pid").read_text())) and time.monotonic() < until:
        time.sleep(0.05)
    assert not alive(int((tmp_path / "pid").read_text()))


def alive(pid):
    try:
        return "Z" not in Path(f"/proc/{pid}/stat").read_text().split(")")[1].split()[0]
    except FileNotFoundError:
        return False


# -- Packages of the distribution --------------------------------------------------------------------


def test_packages_that_are_there_need_neither_root_nor_apt(machine):
    machine.has("dpkg-query", "echo -n installed")

    assert machine.call("scripts/packages", "git") == ("", 0)


def test_packages_waits_for_another_installation(machine, tmp_path):
    machine.has("id", "echo 0")
    machine.has(
        "apt-get",
        f"""
        echo "$@" >>{tmp_path}/calls
        [ $(wc -l <{tmp_path}/calls) -gt 2 ] && exit
        echo 'E: Could not get lock /var/lib/dpkg/lock-frontend'
        exit 100
        """,
    )

    said, status = machine.call("scripts/packages", "git")

    assert status == 0
    assert said.count("Waiting for another installation of packages to end.") == 1
    assert [line.split()[-1] for line in (tmp_path / "calls").read_text().splitlines()] == ["update"] * 3 + [
        "git"
    ]


def test_packages_does_not_wait_for_ever(machine):
    machine.has("id", "echo 0")
    machine.has("apt-get", "echo 'E: Could not get lock /var/lib/dpkg/lock-frontend'; exit 100")

    said, status = machine.call("scripts/packages", "git", LOCK_MINUTES=0)

    assert status == 1
    assert "wait for its end, then start ./run again." in said


def test_packages_says_what_to_type_where_sudo_wants_a_password(machine):
    machine.has("id", "echo 1000")
    machine.has("sudo", "exit 1")
    machine.has("apt-get", "exit 0")

    said, status = machine.call("scripts/packages", "git", "python3")

    assert status == 1
    assert "run 'sudo apt-get install -y git python3' yourself, then start ./run again." in said


def test_packages_says_what_to_install_where_there_is_no_apt(machine):
    said, status = machine.call("scripts/packages", "git")

    assert (said, status) == (
        "This machine has no apt-get: install git with its own tools, then start ./run again.\n",
        1,
    )


# -- The Python environment --------------------------------------------------------------------------


def test_environment_says_which_python_is_needed(machine, tmp_path):
    copy = tmp_path / "copy"
    shutil.copytree(ROOT / "scripts", copy / "scripts")
    (copy / "requirements.lock").touch()
    machine.has("flock", "exit 0")
    machine.has("dpkg-query", "echo -n installed")
    machine.has("python3", "[ $1 = --version ] && echo Python 3.9.2")

    said, status = machine.call(copy / "scripts" / "environment", "requirements.lock")

    assert status == 1
    assert said.startswith("Python 3.11 to 3.14 is needed and Python 3.9.2 is what this system has: ")


# -- The checks of our own ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "line", "words"),
    [
        ("requirements.lock", "django==5.2 @ https://mirror.example.org/django.whl", "a host name"),
        ("assets/package-lock.json", '"resolved": "https://mirror.example.org/a.tgz"', "a host name"),
        ("docs/start.md", f"cd /{'home'}/minji/bitgoeul", "somebody's home folder"),
        ("docs/start.md", f"cd {ROOT}/docs", "this machine's folder"),
    ],
)
def test_traces_finds_hosts_and_folders(name, line, words):
    assert list(traces.faults(name, f"first\n{line}\n")) == [f"{name}:2: {words}: {line}"]


def test_traces_leaves_addresses_in_prose_alone():
    assert list(traces.faults("README.md", "See https://bitgoeul.example.org and $HOME/bin.")) == []


def test_catalogues_finds_what_is_missing_unfinished_and_left_over():
    wanted, kept = Catalog(locale="ko"), Catalog(locale="ko")
    for sentence in ("Hand in", "Book", "Points", "Level %(level)s"):
        wanted.add(sentence)
    kept.add("Hand in", "제출하기")
    kept.add("Book", "예약하기", flags={"fuzzy"})
    kept.add("Level %(level)s", "레벨 %(lvl)s", flags={"python-format"})
    kept.add("Slots", "슬롯")

    found = list(catalogues.faults(wanted, kept))

    assert found[:3] == ["not translated: 'Book'", "not translated: 'Points'", "used by nothing: 'Slots'"]
    assert len(found) == 4
    assert found[3].endswith(": 'Level %(level)s'")
