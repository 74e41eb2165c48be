"""Git as a process: a clean environment, the academy's own configuration, limits, never a shell."""

import os
import subprocess
from pathlib import Path

from projects.intake.limits import MIB

# It travels with every call instead of lying in each repository, so that old repositories obey new rules.
CONFIGURATION = {
    "core.bigFileThreshold": "8m",
    "core.deltaBaseCacheLimit": "32m",
    "core.fsync": "committed,reference",
    "core.hooksPath": os.devnull,
    "core.logAllRefUpdates": "always",
    "core.packedGitLimit": "256m",
    "core.packedGitWindowSize": "32m",
    "fastimport.unpackLimit": "1",
    "gc.auto": "0",
    "maintenance.auto": "false",
    "pack.threads": "1",
    "pack.windowMemory": "64m",
}
# A delta or a tree can claim gigabytes; git then says 'out of memory' and nothing is kept.
LIMITS = ["prlimit", f"--as={1024 * MIB}", f"--fsize={256 * MIB}", "--cpu=60", "--core=0"]
SECONDS = 30
# What git gives to hooks while the objects of a push are not yet part of the repository.
QUARANTINE = ("GIT_QUARANTINE_PATH", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES")


class GitFailed(Exception):
    """Git ended with an error. The message is the end of what it said."""


def environment(configuration: dict[str, str] | None = None, **variables: str) -> dict[str, str]:
    """Nothing of the server's own environment, of its user's git configuration or of the machine's."""
    settings = CONFIGURATION | (configuration or {})
    pairs: dict[str, str] = {}
    for number, (key, value) in enumerate(settings.items()):
        pairs |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return {
        "PATH": os.defpath,
        "HOME": "/nonexistent",
        "LC_ALL": "C.UTF-8",
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_CONFIG_COUNT": str(len(settings)),
        **pairs,
        **_quarantine(),
        **variables,
    }


def command(repository: Path, *arguments: str) -> list[str]:
    return [*LIMITS, "git", "--git-dir", str(repository), *arguments]


def run(repository: Path, *arguments: str, stdin: bytes = b"", seconds: float = SECONDS) -> bytes:
    """What git printed. Raises GitFailed, also when it takes too long."""
    try:
        done = subprocess.run(
            command(repository, *arguments),
            input=stdin,
            capture_output=True,
            timeout=seconds,
            env=environment(),
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise GitFailed(f"git {arguments[0]} took longer than {seconds} seconds") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip()
        raise GitFailed(said[-500:] or f"git {arguments[0]} ended with {error.returncode}") from None
    return done.stdout


def _quarantine() -> dict[str, str]:
    """Set only inside a hook; otherwise a stray GIT_OBJECT_DIRECTORY of the server must not leak in."""
    if "GIT_QUARANTINE_PATH" not in os.environ:
        return {}
    return {name: os.environ[name] for name in QUARANTINE if name in os.environ}
